/** What the page hands to the pictures and forms that a kind brings along (`StateView.tsx`, `Inspector.tsx`). */
import type { RecordValue } from '../engine/schema.ts';
import type { NodeFrame, PlanNode, StatePicture } from '../run/protocol.ts';
import type { FormField } from './form.ts';

export interface StateViewProps {
  readonly picture: StatePicture;
  readonly frame: NodeFrame;
  /** Parsed, defaults filled in. */
  readonly config: unknown;
  readonly plan: PlanNode;
  readonly startAtMs: number;
  /** Run time of the picture (µs). */
  readonly at: number;
  /** On a card: at most `width` × 40 px, no text under 11 px, no controls; a kind may draw nothing. */
  readonly compact: boolean;
  /** Width that there is, in CSS pixels: 316 in the inspector, about 152 on a card. */
  readonly width: number;
  /** Names of figures that an open question asks for: not to be told here before the bet (`firings`, `panes`, `ledger`). */
  readonly heldBack: ReadonlySet<string>;
  /** Marks have rows: called with a key or an id that was clicked, to select it everywhere else. */
  readonly onPick: (pick: StatePick) => void;
}

export interface StatePick {
  readonly node: string;
  readonly subtask: number;
  /** What was clicked, by its own fields (`{ zone: 'Z07', window: 1767634800000 }`). */
  readonly fields: RecordValue;
}

export interface OperatorInspectorProps {
  readonly node: string;
  /** Raw, as the document holds it; defaults are not filled in. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly fields: readonly FormField[];
  /** Problems of this node, by field. */
  readonly problems: readonly { readonly field: string; readonly message: string; readonly hint: string }[];
  readonly onChange: (config: Readonly<Record<string, unknown>>) => void;
  /** Names and bytes of the files that the page holds for this document. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly onFile: (name: string, bytes: Uint8Array) => void;
}
