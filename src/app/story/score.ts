/** Which of a step's options the run proved right. */
import type { Score, StoryOption } from '../../scenarios/story.ts';
import type { Figures } from './fill-text.ts';

/** `null` while a figure that the score needs is not known. */
export function rightOption(options: readonly StoryOption[], score: Score, figures: Figures): StoryOption | null {
  if (score.kind === 'cases') return options.find((option) => holds(option, figures)) ?? null;
  const found = figures[score.figure] ?? null;
  if (found === null) return null;
  return options.reduce<StoryOption | null>(
    (best, option) => (best === null || Math.abs(option.value - found) < Math.abs(best.value - found) ? option : best),
    null,
  );
}

function holds({ holds: conditions = [] }: StoryOption, figures: Figures): boolean {
  return conditions.every(({ figure, is }) => {
    const value = figures[figure] ?? null;
    return value !== null && (is === 'zero' ? value === 0 : value > 0);
  });
}
