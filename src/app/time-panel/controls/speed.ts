/** The speed slider's scale: forty steps each way from real time, twenty to a factor of ten; the last is "max". */
export const SLOWEST_STEP = -40;
export const FASTEST_STEP = 40;
const STEPS_PER_DECADE = 20;

/** Virtual seconds per real second; `Infinity` = as fast as the machine can. */
export function speedOfStep(step: number): number {
  if (step >= FASTEST_STEP) return Infinity;
  const exact = 10 ** (Math.max(SLOWEST_STEP, step) / STEPS_PER_DECADE);
  // Two digits are all that the label shows, so they are all that is meant.
  return Number(exact.toPrecision(2));
}

export function stepOfSpeed(speed: number): number {
  if (speed === Infinity) return FASTEST_STEP;
  const step = Math.round(Math.log10(Math.max(1e-9, speed)) * STEPS_PER_DECADE);
  return Math.min(FASTEST_STEP - 1, Math.max(SLOWEST_STEP, step));
}

export function speedText(speed: number): string {
  if (speed === Infinity) return 'max';
  return `${Number(speed.toPrecision(2))}×`;
}

export function speedWords(speed: number): string {
  if (speed === Infinity) return 'as fast as possible';
  return speed === 1 ? 'real time' : `${Number(speed.toPrecision(2))} times real time`;
}
