import { vi } from 'vitest';

/** The exit code of a command and what it wrote; whoever asks restores the mocks. */
export async function told(command: (argv: readonly string[]) => number | Promise<number>, ...argv: readonly string[]) {
  const written = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.err += String(text);
    return true;
  });
  return { code: await command(argv), ...written };
}
