/** Which kinds bring a picture of their state, and which a form of their own; the rest get the plain table and form. */
import type { ComponentType } from 'react';
import type { OperatorInspectorProps, StateViewProps } from './state-view.ts';

/** Loaded when first shown (`lazy`); `compact` draws the small picture on the card. */
export const operatorViews: Readonly<Record<string, ComponentType<StateViewProps>>> = {};

/** What stands above the form made from the schema, where that is not enough. */
export const operatorInspectors: Readonly<Record<string, ComponentType<OperatorInspectorProps>>> = {};
