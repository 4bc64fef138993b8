import { afterEach, expect, it, vi } from 'vitest';
import { runWords } from './commands.ts';
import { told } from './testing/told.ts';

afterEach(() => vi.restoreAllMocks());

it('shows how all commands are written, or one, to whoever asks', async () => {
  const all = await told(runWords, '--help');
  expect(all).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/run WHAT(.|\n)*conformance PATH/) });
  for (const flag of ['--help', '-h'])
    expect(await told(runWords, 'presets', flag)).toMatchObject({
      code: 0,
      out: expect.not.stringMatching('run WHAT'),
    });
});

it('names the commands to whoever gives none, or one that is not there', async () => {
  for (const name of ['', 'fly', 'constructor'])
    expect(await told(runWords, name)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/validate WHAT/) });
  expect((await told(runWords, 'fly')).err).toMatch(/no command fly/);
});

it('runs a command with the words behind it', async () => {
  expect(await told(runWords, 'presets')).toMatchObject({ code: 0, out: expect.stringMatching('shipfast') });
  expect(await told(runWords, 'presets', 'fly')).toMatchObject({ code: 1 });
});
