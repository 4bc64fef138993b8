/**
 * What a model expects: its features in order, and what stands in for each when
 * it is missing. A sheet travels inside the model file, and rows for training
 * and for serving are built from the same sheet, so the two cannot drift apart.
 */
export interface FeatureSheet {
  readonly features: readonly Feature[];
}

export interface Feature {
  readonly name: string;
  readonly unit: string;
  readonly whenMissing: WhenMissing;
}

export type WhenMissing =
  /** Without this feature there is no prediction: the record has to be set aside. */
  | { readonly kind: 'refuse' }
  /**
   * This value is used instead. With a `flag`, a further input of that name is 1
   * in such rows and 0 in all others, so that the model can tell a default from a
   * measurement. Features that go missing together share one flag.
   */
  | { readonly kind: 'default'; readonly value: number; readonly flag?: string };

/** The model's inputs in order: the features, then the flags as they first appear. */
export function listInputs(sheet: FeatureSheet): readonly string[] {
  return [...sheet.features.map((feature) => feature.name), ...listFlags(sheet)];
}

export function listFlags(sheet: FeatureSheet): readonly string[] {
  const flags = new Set<string>();
  for (const { whenMissing } of sheet.features) {
    if (whenMissing.kind === 'default' && whenMissing.flag !== undefined) {
      flags.add(whenMissing.flag);
    }
  }
  return [...flags];
}
