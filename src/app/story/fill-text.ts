/** Puts numbers that were read from the run into a story's sentences. */

export type Figures = Readonly<Record<string, number | null>>;

/** `{name}` becomes the number, `{name|window|windows}` the number and its noun; what is not known yet is a dash. */
export function fillText(text: string, figures: Figures): string {
  return text.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_, name: string, one: string | undefined, many: string | undefined) => {
      const value = figures[name] ?? null;
      const shown = value === null ? '–' : Math.round(value).toLocaleString('en-US');
      if (one === undefined || many === undefined) return shown;
      return `${shown} ${value !== null && Math.round(value) === 1 ? one : many}`;
    },
  );
}
