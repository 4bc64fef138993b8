/** Flink's StreamFilter: a record passes as it is or goes no further; one whose condition is missing does not pass. */
import type { OperatorLogic } from '../../engine/operator.ts';
import { openCondition } from '../expression-setting.ts';
import type { FilterConfig } from './spec.ts';

export const filterLogic: OperatorLogic<FilterConfig> = {
  open(context, { condition }) {
    const holds = openCondition(context, condition, 0);
    const output = context.output(0);
    return {
      onRecord(row) {
        if (holds(row)) output.emit(row);
      },
    };
  },
};
