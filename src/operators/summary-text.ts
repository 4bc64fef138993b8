/** Durations as cards and captions say them: `250 ms`, `60 s`, `5 min`, `2 h`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms <= 120_000) return `${ms / 1000} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 6000) / 10} min` : `${Math.round(ms / 360_000) / 10} h`;
}
