/** The machine from a terminal: `main.ts COMMAND …`, each command with the exit code it returns. */
import { runConformance } from './conformance/index.ts';

const commands: ReadonlyMap<string, (argv: readonly string[]) => number> = new Map([['conformance', runConformance]]);

const [name = '', ...argv] = process.argv.slice(2);
const command = commands.get(name);
if (command === undefined) {
  process.stderr.write(
    `${name === '' ? 'no command given' : `no command ${name}`}; there is: ${[...commands.keys()].join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = command(argv);
}
