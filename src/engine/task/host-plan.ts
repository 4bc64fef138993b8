import type { OperatorContext, OperatorInstance } from '../operator.ts';
import type { FieldReader } from '../rows/field-access.ts';
import type { KeySpace } from '../rows/key-space.ts';
import type { RowTable } from '../rows/row-table.ts';

/** What a host is made from: the node's plan with its tables bound. */
export interface HostPlan {
  readonly node: string;
  readonly nodeIndex: number;
  readonly parallelism: number;
  readonly isCheckpointing: boolean;
  readonly recordMicros: number;
  readonly outputMicros: number;
  readonly inputs: readonly HostInputPlan[];
  readonly outputTables: readonly RowTable[];
  open(context: OperatorContext): OperatorInstance;
}

export interface HostInputPlan {
  readonly table: RowTable;
  readonly key: FieldReader | null;
  readonly keys: KeySpace | null;
}
