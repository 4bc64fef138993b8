/** In whose colour and shape the records on each edge are drawn. */
import type { StreamName } from '../../../operators/kind.ts';
import type { PipelineEdge } from '../../../pipeline/document.ts';
import { edgeId } from '../../../pipeline/graph.ts';
import type { CardFace } from '../cards/card-face.ts';

/**
 * Records that go through an operator stay what they were: a shipment with its weather is a shipment. Rows of its
 * own have the operator's stream, and so has whatever a model was asked about: from there on it is a prediction.
 */
export function edgeStreams(
  edges: readonly PipelineEdge[],
  cards: ReadonlyMap<string, CardFace>,
): ReadonlyMap<string, StreamName> {
  const streams = new Map<string, StreamName>();

  function streamOf(edge: PipelineEdge, depth: number): StreamName {
    const card = cards.get(edge.from.node);
    if (card === undefined) return 'shipments';
    const output = card.outputs.find(({ id }) => id === edge.from.port);
    const port = output?.passesOn == null ? undefined : card.inputs[output.passesOn];
    // A circle, which validation refuses but a drawing may have for a moment, must not be followed for ever.
    if (port === undefined || card.stream === 'model' || depth > edges.length) return card.stream;
    const arriving = edges.find(({ to }) => to.node === card.id && to.port === port.id);
    return arriving === undefined ? card.stream : streamOf(arriving, depth + 1);
  }

  for (const edge of edges) streams.set(edgeId(edge), streamOf(edge, 0));
  return streams;
}
