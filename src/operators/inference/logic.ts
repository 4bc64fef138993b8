/**
 * Streaming inference inside the operator: the feature vector is read off the record, the prediction is asked
 * of the memo and written as a deferred field, so virtual time does not depend on how fast the runtime is.
 */
import type { OperatorLogic } from '../../engine/operator.ts';
import { RowReader } from '../../engine/rows/row-reader.ts';
import type { InferenceConfig } from './spec.ts';

const NONE = -1;

export const inferenceLogic: OperatorLogic<InferenceConfig> = {
  open(context, { model, features, flags, when, output: outputField }) {
    const input = context.input(0);
    const fields = new RowReader([...features, ...flags].map((name) => input.field(name)));
    const condition = when.field === '' ? null : input.field(when.field);
    const wanted = context.textId(when.equals);
    const output = context.output(0);
    const prediction = output.writer(outputField);
    const vector = new Float32Array(fields.values.length);
    /** What was asked for last: pictures of the state show its features. */
    const latest = context.state.value('prediction', NONE);
    return {
      onRecord(row) {
        if (condition !== null && condition.read(row) !== wanted) return;
        fields.read(row);
        vector.set(fields.values);
        const made = output.derive(row);
        const asked = context.predict(model, vector);
        latest.set(asked);
        prediction.write(made, asked);
        output.emit(made);
      },
    };
  },
};
