/**
 * Where the ports of every card stand. Inputs are on the left and outputs on the right; where the card at the
 * other end stands above or below, without room between, the port moves to the top or the bottom.
 */
export type Side = 'left' | 'right' | 'top' | 'bottom';

export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly side: Side;
}

export interface CardBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface BoxEdge {
  readonly from: { readonly node: string; readonly port: string };
  readonly to: { readonly node: string; readonly port: string };
}

export type Direction = 'in' | 'out';

/** Anchors in the coordinates of the canvas, by `anchorKey`. */
export type Anchors = ReadonlyMap<string, Anchor>;

export function anchorKey(node: string, direction: Direction, port: string): string {
  return `${node}/${direction}/${port}`;
}

export function placeAnchors(boxes: readonly CardBox[], edges: readonly BoxEdge[]): Anchors {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const anchors = new Map<string, Anchor>();
  for (const box of boxes) {
    const ports = portsOf(box, edges, byId);
    for (const side of SIDES) {
      const here = ports.filter((port) => port.side === side).sort((a, b) => a.order - b.order);
      for (const [index, port] of here.entries())
        anchors.set(port.key, onSide(box, side, (index + 1) / (here.length + 1)));
    }
  }
  return anchors;
}

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];
/** Least gap to the right in which a curve can still leave on the right and arrive on the left. */
const LEAST_GAP = 12;

interface PlacedPort {
  readonly key: string;
  readonly side: Side;
  /** Ports of one side stand in the order of the cards they lead to, so that edges do not cross at the card. */
  readonly order: number;
}

function portsOf(box: CardBox, edges: readonly BoxEdge[], byId: ReadonlyMap<string, CardBox>): readonly PlacedPort[] {
  const place = (direction: Direction, port: string, index: number): PlacedPort => {
    const peers = peersOf(box.id, direction, port, edges, byId);
    const sides = new Set(
      peers.map((peer) => (direction === 'out' ? verticalSide(box, peer) : opposite(verticalSide(peer, box)))),
    );
    const [only] = sides;
    const side =
      sides.size === 1 && only !== undefined && only !== null ? only : direction === 'out' ? 'right' : 'left';
    const isVertical = side === 'top' || side === 'bottom';
    const middles = peers.map((peer) => (isVertical ? peer.x + peer.width / 2 : peer.y + peer.height / 2));
    const order =
      middles.length === 0 ? FREE + index : middles.reduce((sum, middle) => sum + middle, 0) / middles.length;
    return { key: anchorKey(box.id, direction, port), side, order };
  };
  return [
    ...box.inputs.map((port, index) => place('in', port, index)),
    ...box.outputs.map((port, index) => place('out', port, index)),
  ];
}

/** Ports that lead nowhere yet come after the others. */
const FREE = 1e9;

function peersOf(
  node: string,
  direction: Direction,
  port: string,
  edges: readonly BoxEdge[],
  byId: ReadonlyMap<string, CardBox>,
): readonly CardBox[] {
  const near = direction === 'out' ? 'from' : 'to';
  const far = direction === 'out' ? 'to' : 'from';
  const peers = edges
    .filter((edge) => edge[near].node === node && edge[near].port === port)
    .map((edge) => byId.get(edge[far].node));
  return peers.filter((peer) => peer !== undefined);
}

/** The side by which an edge leaves `from` for a card right above or below it; `null` where left to right will do. */
function verticalSide(from: CardBox, to: CardBox): 'top' | 'bottom' | null {
  if (to.x >= from.x + from.width + LEAST_GAP || to.x + to.width < from.x) return null;
  if (to.y + to.height + LEAST_GAP <= from.y) return 'top';
  if (to.y >= from.y + from.height + LEAST_GAP) return 'bottom';
  return null;
}

function opposite(side: 'top' | 'bottom' | null): 'top' | 'bottom' | null {
  if (side === null) return null;
  return side === 'top' ? 'bottom' : 'top';
}

function onSide(box: CardBox, side: Side, share: number): Anchor {
  if (side === 'left') return { x: box.x, y: box.y + box.height * share, side };
  if (side === 'right') return { x: box.x + box.width, y: box.y + box.height * share, side };
  if (side === 'top') return { x: box.x + box.width * share, y: box.y, side };
  return { x: box.x + box.width * share, y: box.y + box.height, side };
}
