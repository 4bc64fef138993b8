/** What a card says about its node whether or not a run is there, and how large that makes it. */
import type { OperatorKind, StreamName } from '../../../operators/kind.ts';
import type { PipelineNode } from '../../../pipeline/document.ts';
import { bindOnce } from '../../stores/bind-once.ts';

export interface CardFace {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** The node's own name, said after the kind's. */
  readonly qualifier: string | null;
  readonly summary: string;
  readonly stream: StreamName;
  readonly inputs: readonly { readonly id: string; readonly title: string }[];
  /** `passesOn`: index of the input whose records leave by it; `null` = records of its own. */
  readonly outputs: readonly { readonly id: string; readonly title: string; readonly passesOn: number | null }[];
  readonly isSource: boolean;
  readonly hasPicture: boolean;
  readonly width: number;
  readonly height: number;
}

const LEAST_WIDTH = 178;
const MOST_WIDTH = 232;
/** Title, rates, one line of words, the watermark and the bar of busy time, with their paddings. */
const PLAIN_HEIGHT = 98;
const PICTURE_HEIGHT = 44;
/** The splits of a source stand in place of its words, which speak of nothing else. */
const SPLITS_HEIGHT = PLAIN_HEIGHT - 23 + PICTURE_HEIGHT;
/** Every port keeps this much of the side it is on. */
const PORT_PITCH = 26;

/** `hasPicture`: whether the card needs room for a picture, of the kind's own or of a source's splits. */
export function cardFace(node: PipelineNode, kind: OperatorKind | undefined, hasPicture: boolean): CardFace {
  const face = kind?.spec;
  const operator = kind === undefined ? null : bindOnce(node, kind);
  const title = face?.title ?? node.kind;
  const qualifier = node.title ?? null;
  const summary = operator?.summary ?? (face === undefined ? 'not known to this version' : 'see its settings');
  const isSource = face?.role === 'source';
  const contents = !hasPicture ? PLAIN_HEIGHT : isSource ? SPLITS_HEIGHT : PLAIN_HEIGHT + PICTURE_HEIGHT;
  const ports = Math.max(face?.inputs.length ?? 0, face?.outputs.length ?? 0);
  return {
    id: node.id,
    kind: node.kind,
    title,
    qualifier,
    summary,
    stream: face?.stream ?? 'shipments',
    inputs: (face?.inputs ?? []).map(({ id, title }) => ({ id, title })),
    outputs: (face?.outputs ?? []).map(({ id, title, extendsInput, carriesLineageOf }) => ({
      id,
      title,
      passesOn: extendsInput ?? carriesLineageOf ?? null,
    })),
    isSource,
    hasPicture,
    width: Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, headerWidth(title, qualifier)))),
    height: Math.max(contents, ports * PORT_PITCH + PORT_PITCH / 2),
  };
}

/** Widths of Inter at 12 px, semibold and regular, on average; CSS cuts what is longer than the widest card. */
function headerWidth(title: string, qualifier: string | null): number {
  return 26 + title.length * 6.9 + (qualifier === null ? 0 : (qualifier.length + 3) * 6.5);
}
