/** Flink's StreamMap: one record out for each record in, with the same timestamp. */
import { assert } from '../../base/assert.ts';
import type { OperatorLogic } from '../../engine/operator.ts';
import { readSetting, rowEnvironment } from '../expression-setting.ts';
import type { MapConfig } from './spec.ts';

export const mapLogic: OperatorLogic<MapConfig> = {
  open(context, { fields }) {
    const input = context.input(0);
    const output = context.output(0);
    const environment = rowEnvironment(context, 0);
    const computed = fields.map(({ name, expression }, index) => {
      const read = readSetting(`fields.${index}.expression`, expression, input.schema);
      assert(read.kind === 'expression', 'the expressions were checked before the run');
      return { value: read.expression.build(environment), writer: output.writer(name) };
    });
    // A prediction that is only passed on need not be there yet: hence `carried`.
    const copied = input.schema.flatMap(({ name }) => {
      if (fields.some((field) => field.name === name)) return [];
      return output.schema.some((field) => field.name === name)
        ? [{ reader: input.carried(name), writer: output.writer(name) }]
        : [];
    });
    return {
      onRecord(row) {
        const made = output.create();
        for (const { reader, writer } of copied) writer.write(made, reader.read(row));
        for (const { value, writer } of computed) writer.write(made, value(row));
        output.emit(made);
      },
    };
  },
};
