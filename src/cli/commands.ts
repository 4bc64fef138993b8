/** Which commands there are, how each is written, and what answers `--help`. */
import { kindsCommand, presetsCommand, validateCommand } from './catalogue.ts';
import { runConformance } from './conformance/index.ts';
import { runCommand } from './run/index.ts';

interface Command {
  readonly usage: string;
  readonly does: string;
  readonly run: (argv: readonly string[]) => number | Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  run: {
    usage: `run WHAT [--until 10m] [--seed 42] [--profile micro|meso|macro] [--fault KIND:TARGET@TIME[+DURATION]]…
      [--set NODE.path=VALUE]… [--records N|all] [--json]`,
    does: 'plays a document’s file or a preset and tells what its sinks hold, counted and compared with the truth',
    run: runCommand,
  },
  validate: { usage: 'validate WHAT [--json]', does: 'says what is wrong with a document', run: validateCommand },
  presets: { usage: 'presets [--json]', does: 'lists the pipelines that come along', run: presetsCommand },
  kinds: { usage: 'kinds [--json]', does: 'lists the operators; with --json their settings', run: kindsCommand },
  conformance: {
    usage: 'conformance PATH… [--json]',
    does: 'runs the cases of files and directories: passed, failed, unsupported',
    run: runConformance,
  },
};

const HELP_FLAGS = ['--help', '-h'];

/** Returns the exit code: 2 where nothing could be begun. */
export function runWords(words: readonly string[]): number | Promise<number> {
  const [name = '', ...argv] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined && !argv.some((word) => HELP_FLAGS.includes(word))) return command.run(argv);
  const isAsked = command !== undefined || HELP_FLAGS.includes(name) || name === 'help';
  const told = command === undefined ? Object.values(commands) : [command];
  const text = told.map(({ usage, does }) => `  ${usage}\n      ${does}\n`).join('');
  if (isAsked) process.stdout.write(`npm run -s tidemark -- COMMAND …\n${text}`);
  else
    process.stderr.write(`${name === '' ? 'No command is given' : `There is no command ${name}`}. There are:\n${text}`);
  return isAsked ? 0 : 2;
}
