/** Round times for an axis: at most so many, on steps that clocks have. */
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * 1000,
);

export function timeTicks(from: number, to: number, most: number): readonly number[] {
  const step =
    STEPS_MS.find((candidate) => Math.floor(to / candidate) - Math.ceil(from / candidate) + 1 <= most) ??
    86_400_000 * Math.ceil((to - from) / 86_400_000 / most);
  const ticks: number[] = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) ticks.push(time);
  return ticks;
}
