/** Flink's StreamFilter: a record passes as it is or goes no further; one whose condition is missing does not pass. */
import { assert } from '../../base/assert.ts';
import type { OperatorLogic } from '../../engine/operator.ts';
import { readSetting, rowEnvironment } from '../expression-setting.ts';
import type { FilterConfig } from './spec.ts';

export const filterLogic: OperatorLogic<FilterConfig> = {
  open(context, { condition }) {
    const read = readSetting('condition', condition, context.input(0).schema);
    assert(read.kind === 'expression', 'the condition was checked before the run');
    const holds = read.expression.build(rowEnvironment(context));
    const output = context.output(0);
    return {
      onRecord(row) {
        if (holds(row) === 1) output.emit(row);
      },
    };
  },
};
