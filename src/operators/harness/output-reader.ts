import { ACTIVE, type Channel, DATA, IDLE, WATERMARK } from '../../engine/channel.ts';
import type { Dictionary } from '../../engine/rows/dictionary.ts';
import type { FieldReader } from '../../engine/rows/field-access.ts';
import { decodeField } from '../../engine/rows/raw-record.ts';
import type { RowTable } from '../../engine/rows/row-table.ts';
import type { FieldValue, RecordValue } from '../../engine/schema.ts';

/** What left the operator by one port. A timestamp of NaN: the record has none. */
export type Emitted =
  | { readonly kind: 'record'; readonly value: RecordValue; readonly timestamp: number }
  | { readonly kind: 'watermark'; readonly watermark: number }
  | { readonly kind: 'status'; readonly isIdle: boolean };

/** The other end of an output port's channel. Barriers are taken and not shown. */
export class OutputReader {
  records = 0;
  private readonly channel: Channel;
  private readonly readers: readonly FieldReader[];
  private readonly dictionary: Dictionary;
  private emitted: Emitted[] = [];

  constructor(channel: Channel, table: RowTable, dictionary: Dictionary) {
    this.channel = channel;
    this.dictionary = dictionary;
    this.readers = table.schema.flatMap(({ name }) => table.reader(name) ?? []);
  }

  /** Takes all that has arrived, and gives the sender its credit back. */
  collect(atMicros: number): void {
    const { channel } = this;
    while (channel.head < channel.tail) {
      const { head } = channel;
      channel.take(atMicros);
      const kind = channel.kindOf(head);
      const time = channel.timestampOf(head);
      if (kind === DATA) {
        this.records++;
        this.emitted.push({ kind: 'record', value: this.decode(channel.rowOf(head)), timestamp: time });
      } else if (kind === WATERMARK) this.emitted.push({ kind: 'watermark', watermark: time });
      else if (kind === IDLE || kind === ACTIVE) this.emitted.push({ kind: 'status', isIdle: kind === IDLE });
    }
  }

  /** What was collected since the last time. */
  take(): readonly Emitted[] {
    const taken = this.emitted;
    this.emitted = [];
    return taken;
  }

  clear(): void {
    this.channel.clear();
    this.emitted = [];
  }

  private decode(row: number): RecordValue {
    const value: Record<string, FieldValue> = {};
    for (const reader of this.readers)
      value[reader.field.name] = decodeField(reader.field, reader.read(row), this.dictionary, () => undefined);
    return value;
  }
}
