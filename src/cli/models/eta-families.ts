import {
  type Examples,
  type Exposure,
  graphOfCrossedRidge,
  graphOfNetwork,
  graphOfTrees,
  type OnnxGraph,
  trainBoostedTrees,
  trainCrossedRidge,
  trainDenseNetwork,
} from '../../inference/index.ts';

/** A way to learn delivery times. */
export interface EtaFamily {
  readonly name: string;
  train(examples: Examples, metadata: Readonly<Record<string, string>>): OnnxGraph;
}

/** The families that are measured against each other; `inputs` are the model's, in order. */
export function etaFamilies(inputs: readonly string[]): readonly EtaFamily[] {
  const column = (name: string) => inputs.indexOf(name);
  const constant: Exposure = { kind: 'one', multiplier: 1 };
  const hoursOnTheRoad: Exposure = {
    kind: 'ratio',
    over: column('distance_miles'),
    under: column('route_avg_speed_mph'),
    floor: SLOWEST_ROAD_MPH,
    multiplier: 1,
  };
  const tensOfStops: Exposure = { kind: 'column', column: column('stops_ahead'), multiplier: 0.1 };
  return [
    {
      name: 'ridge on raw features with hinges',
      train: (examples, metadata) => graphOfCrossedRidge(trainCrossedRidge(examples, [constant]), metadata),
    },
    {
      name: 'ridge crossed with hours on the road and stops',
      train: (examples, metadata) =>
        graphOfCrossedRidge(trainCrossedRidge(examples, [constant, hoursOnTheRoad, tensOfStops]), metadata),
    },
    {
      name: 'boosted trees, 600 of depth 5',
      train: (examples, metadata) => graphOfTrees(trainBoostedTrees(examples, BOOSTING), metadata),
    },
    {
      name: 'linear network',
      train: (examples, metadata) =>
        graphOfNetwork(trainDenseNetwork(examples, { ...NETWORK, hidden: [], epochs: 10 }), metadata),
    },
    {
      name: 'dense network, 48-48',
      train: (examples, metadata) =>
        graphOfNetwork(trainDenseNetwork(examples, { ...NETWORK, hidden: [48, 48], epochs: 30 }), metadata),
    },
  ];
}

/** No road is slower for long, so a broken speed cannot make a parcel take for ever. */
const SLOWEST_ROAD_MPH = 5;

const BOOSTING = { trees: 600, depth: 5, learningRate: 0.1, bins: 255, smallestLeaf: 20, lambda: 1 };

const NETWORK = { batch: 64, learningRate: 0.003, seed: 1 };
