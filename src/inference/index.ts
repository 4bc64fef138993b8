/**
 * The door of the room. ONNX Runtime itself is not behind it: it is large, and
 * differs in how it is found, so `session.node.ts` and `session.browser.ts` are
 * imported where a model is first opened.
 */
export { createEncoder } from './encoder.ts';
export { type ErrorMeasures, measureErrors } from './evaluate.ts';
export { type Feature, type FeatureSheet, listFlags, listInputs, type WhenMissing } from './feature-sheet.ts';
export { graphOfCrossedRidge } from './onnx/crossed-ridge.ts';
export { graphOfNetwork } from './onnx/dense-network.ts';
export { encodeModel, type OnnxGraph } from './onnx/encode-model.ts';
export { signModel } from './onnx/signature.ts';
export { graphOfTrees } from './onnx/tree-ensemble.ts';
export type { ModelSession, OpenedModel } from './run-model.ts';
export { type Exposure, trainCrossedRidge } from './train/crossed-ridge.ts';
export { trainDenseNetwork } from './train/dense-network.ts';
export type { Examples } from './train/examples.ts';
export { trainBoostedTrees } from './train/gradient-boosting.ts';
