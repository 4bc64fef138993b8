/** The machine from a terminal: `main.ts COMMAND …`, each command with the exit code it returns. */
import { runWords } from './commands.ts';

// Whoever reads only the beginning (`| head`) has what he wanted.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

process.exitCode = await runWords(process.argv.slice(2));
