/** Files as the world has them: what can be read is read, what cannot is told by line, and no field is ever run. */
import { writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { dropFile } from './drop-file.ts';
import { inspector, openPreset, playAtFullSpeed, setField, showTab } from './workspace-page.ts';

const SCRIPT = '<img src=x onerror="document.title=\'taken\'">';

/** Line by line; what is wrong with a line stands beside it. */
const HOSTILE: readonly (readonly [line: string, fault: string | null])[] = [
  ['time;key;value', null],
  ['2024-01-01 00:00:01;plain;1', null],
  ['2024-01-01 00:00:02;"two\r\nlines; and ""quotes""";2', null],
  ['2024-01-01 00:00:03;ragged', '2 fields instead of 3'],
  ['never;plain;4', '“never” in “time” is no time'],
  ['2024-01-01 00:00:05;nul\0;5', 'a NUL character'],
  [`2024-01-01 00:00:06;"${SCRIPT.replaceAll('"', '""')}";6`, null],
  ['2024-01-01 00:00:07;plain;7', null],
];

const ARRIVED = [
  { key: 'plain', count: '2', mean: '4' },
  { key: 'two lines; and "quotes"', count: '1', mean: '2' },
  { key: SCRIPT, count: '1', mean: '6' },
];

test('of a hostile file the good rows arrive, and the bad ones are listed by line and reason', async ({
  page,
}, info) => {
  await openPreset(page, 'file-window');
  await drop(page, info.outputPath('hostile.csv'), `\ufeff${HOSTILE.map(([line]) => line).join('\r\n')}\r\n`);
  await page.getByRole('radio', { name: 'time says when a row happened' }).check();
  await showTab(page, 'window', 'Settings');
  await setField(page, 'Key', 'key');
  await setField(page, 'Value', 'value');
  await showTab(page, 'file', 'Settings');
  await inspector(page).getByText('3 rows left out').click();
  const listed = inspector(page).getByRole('table').getByRole('row');
  await expect(listed).toHaveText(['linewhy', ...badLines()]);

  await playAtFullSpeed(page);
  await showTab(page, 'sink', 'State');
  await expect(inspector(page)).toContainText('3 in all');
  for (const { key, count, mean } of ARRIVED) {
    const row = inspector(page)
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: key, exact: true }) });
    await expect(row.getByRole('cell')).toContainText([key, '', '', count, count, mean]);
  }
  await expect(page).toHaveTitle('Tidemark');
});

const REFUSED = [
  { what: 'an empty file', name: 'empty.csv', bytes: '', why: 'The file “empty.csv” is empty.' },
  {
    what: 'a picture',
    name: 'picture.csv',
    bytes: '\x89PNG\r\n\x1a\n\0\0\0',
    why: 'The file “picture.csv” is a PNG picture, not text.',
  },
  {
    what: 'bytes without sense',
    name: 'noise.csv',
    bytes: '\x01\x02\x80\xfe\0'.repeat(400),
    why: 'The file “noise.csv” is binary',
  },
];

for (const { what, name, bytes, why } of REFUSED) {
  test(`${what} is refused in words`, async ({ page }, info) => {
    await openPreset(page, 'file-window');
    await drop(page, info.outputPath(name), bytes, 'latin1');
    await expect(inspector(page).getByRole('alert').first()).toContainText(why);
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeDisabled();
  });
}

async function drop(page: Page, path: string, text: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<void> {
  await writeFile(path, text, encoding);
  await showTab(page, 'file', 'Settings');
  await dropFile(page, page.getByText('Drop a CSV or JSON file here'), path);
}

function badLines(): readonly string[] {
  let at = 1;
  return HOSTILE.flatMap(([line, fault]) => {
    const own = at;
    at += line.split('\n').length;
    return fault === null ? [] : [`${own}${fault}`];
  });
}
