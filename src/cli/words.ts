/** The words behind a command: options, and what stands alone. */
import type { Problem } from '../base/problem.ts';

export interface Words {
  readonly plain: readonly string[];
  readonly json: boolean;
  values(flag: string): readonly string[];
}

interface KnownOptions {
  readonly once: readonly string[];
  readonly repeatable: readonly string[];
}

/** Every option but `--json` takes a value, behind it or after `=`. */
export function splitWords(argv: readonly string[], { once, repeatable }: KnownOptions): Words | Problem {
  const withValue = [...once, ...repeatable];
  const values = new Map<string, readonly string[]>();
  const plain: string[] = [];
  let json = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    const inline = withValue.find((known) => word.startsWith(`${known}=`));
    const flag = inline ?? word;
    if (flag === '--json') json = true;
    else if (withValue.includes(flag)) {
      const value = inline === undefined ? argv[++i] : word.slice(inline.length + 1);
      if (value === undefined) return commandLineProblem(flag, 'A value is missing.', `Write ${flag} VALUE.`);
      const before = values.get(flag) ?? [];
      if (before.length > 0 && once.includes(flag))
        return commandLineProblem(flag, 'It is there more than once.', 'Keep the one that you mean.');
      values.set(flag, [...before, value]);
    } else if (/^-./.test(flag))
      return commandLineProblem(flag, 'There is no such option.', optionsHint([...withValue, '--json']));
    else plain.push(word);
  }
  return { plain, json, values: (flag) => values.get(flag) ?? [] };
}

export function commandLineProblem(field: string, message: string, hint: string): Problem {
  return { where: 'command line', field, message, hint };
}

function optionsHint(options: readonly string[]): string {
  return options.length === 1 ? `There is ${options[0]}.` : `There are ${options.join(', ')}.`;
}
