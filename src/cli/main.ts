/** The machine from a terminal: `main.ts COMMAND …`, each command with the exit code it returns. */
import { kindsCommand, presetsCommand, validateCommand } from './catalogue.ts';
import { runConformance } from './conformance/index.ts';
import { runCommand } from './run/index.ts';

const commands: ReadonlyMap<string, (argv: readonly string[]) => number | Promise<number>> = new Map<
  string,
  (argv: readonly string[]) => number | Promise<number>
>([
  ['run', runCommand],
  ['validate', validateCommand],
  ['presets', presetsCommand],
  ['kinds', kindsCommand],
  ['conformance', runConformance],
]);

const [name = '', ...argv] = process.argv.slice(2);
const command = commands.get(name);
if (command === undefined) {
  process.stderr.write(
    `${name === '' ? 'no command given' : `no command ${name}`}; there is: ${[...commands.keys()].join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = await command(argv);
}
