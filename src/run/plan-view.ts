import type { Engine } from '../engine/engine.ts';
import type { BoundPipeline } from '../pipeline/bound-pipeline.ts';
import { PROFILES, type ProfileName } from '../world/shipfast/profiles.ts';
import type { EdgePlan } from './frame.ts';
import type { PlanView } from './protocol.ts';

export function edgePlans(engine: Engine, pipeline: BoundPipeline): readonly EdgePlan[] {
  const { nodes } = engine.job.graph;
  return pipeline.edges.map((edge) => {
    const from = nodes.findIndex((node) => node.id === pipeline.nodes[edge.from].id);
    const to = nodes.findIndex((node) => node.id === pipeline.nodes[edge.to].id);
    return {
      id: edge.id,
      channels: engine.job.channels.filter(
        (planned) => planned.fromNode === from && planned.toNode === to && planned.toPort === edge.toPort,
      ),
    };
  });
}

export function planView(engine: Engine, pipeline: BoundPipeline, profile: ProfileName): PlanView {
  const { graph, taskManagers, hosts } = engine.job;
  return {
    startAtMs: graph.settings.startAtMs,
    seed: graph.settings.seed,
    nodes: graph.nodes.map((node, n) => {
      const bound = pipeline.nodes.find((candidate) => candidate.id === node.id);
      const splits =
        node.behaviour.role === 'source'
          ? Array.from({ length: node.behaviour.stream.partitions }, (_, partition) => `p${partition}`)
          : [];
      const behaviour = bound?.operator.behaviour;
      const isScaled = behaviour?.role === 'source' && behaviour.isScaled;
      return {
        id: node.id,
        kind: bound?.kind ?? '',
        parallelism: hosts[n].length,
        inputs: bound?.inputs.map((input) => input.port) ?? [],
        splits,
        weight: isScaled ? PROFILES[profile].weight : 1,
      };
    }),
    edges: edgePlans(engine, pipeline).map((plan, i) => {
      const edge = pipeline.edges[i];
      const to = pipeline.nodes[edge.to];
      return {
        id: plan.id,
        from: pipeline.nodes[edge.from].id,
        to: to.id,
        toPort: to.inputs[edge.toPort].port,
        channels: plan.channels.length,
      };
    }),
    taskManagers: taskManagers.map((manager) => ({
      id: manager.id,
      subtasks: manager.tasks.flatMap((task) => task.hosts.map((host) => ({ node: host.node, subtask: host.subtask }))),
    })),
  };
}
