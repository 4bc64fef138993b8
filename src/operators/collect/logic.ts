/** A sink without a transaction: what it has written stays, so a replay writes it again. */
import type { OperatorLogic } from '../../engine/operator.ts';
import { COLLECTOR, type CollectorRequest } from '../../world/collector.ts';
import type { CollectConfig } from './spec.ts';

const WAY_MICROS = 1000;

export const collectLogic: OperatorLogic<CollectConfig> = {
  open(context) {
    return {
      onRecord(row) {
        const payload: CollectorRequest = { record: context.copyOut(row, 0), lineage: context.lineage(row, 0) };
        context.callAsync({ service: COLLECTOR, token: 0, payload }, WAY_MICROS);
      },
    };
  },
};
