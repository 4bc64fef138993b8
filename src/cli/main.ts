/** The machine from a terminal: `main.ts COMMAND …`, each command with the exit code it returns. */
import { runWords } from './commands.ts';

// Whoever reads only the beginning (`| head`) has what he wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runWords(process.argv.slice(2));
