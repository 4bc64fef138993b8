import { describe, expect, test } from 'vitest';
import { previewFile, setColumn } from './file-preview.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('the preview of a file', () => {
  test('names the columns, what their values look like, and which one says when a row happened', () => {
    const csv = 'id,started_at,speed,note\n7,2026-01-05T12:00:00Z,31.5,ok\n8,2026-01-05T12:00:01Z,,late';
    const preview = previewFile(bytesOf(csv), 'auto');
    expect(preview?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id integer',
      'started_at time',
      'speed number',
      'note string',
    ]);
    expect(preview?.columns[2].samples).toEqual(['31.5']);
    expect(preview).toMatchObject({ likelyTime: 'started_at', gapMs: 1000, stepBackMs: 0 });
  });

  test('takes numbers for times only where their name says so', () => {
    expect(
      previewFile(bytesOf('id;ts\n1700000000;1767614400000\n1700000001;1767614401000\n'), 'auto')?.likelyTime,
    ).toBe('ts');
    expect(previewFile(bytesOf('a,b\n1,2\n'), 'auto')?.likelyTime).toBeNull();
  });

  test('finds the time although one of many is bad', () => {
    const days = Array.from({ length: 9 }, (_, day) => `${day},2026-01-0${day + 1}`);
    expect(previewFile(bytesOf(['n,day', ...days, '9,soon'].join('\n')), 'auto')?.likelyTime).toBe('day');
  });

  test('reads JSON lines', () => {
    const preview = previewFile(
      bytesOf('{"when":"2026-01-05T12:00:00Z","x":1}\n{"when":"2026-01-05T12:00:01Z","x":2}\n'),
      'auto',
    );
    expect(preview?.columns.map(({ name }) => name)).toEqual(['when', 'x']);
    expect(preview?.likelyTime).toBe('when');
  });

  test.each([
    ['nothing', ''],
    ['a picture', '\x89PNG\r\n'],
  ])('is none of %s', (_, text) => {
    expect(
      previewFile(
        Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
        'auto',
      ),
    ).toBeNull();
  });
});

test('a column that is as the file says needs no setting', () => {
  const settings = setColumn([{ column: 'a', as: 'b', type: 'auto' }], { column: 'c', as: '', type: 'text' });
  expect(settings).toHaveLength(2);
  expect(setColumn(settings, { column: 'a', as: '', type: 'auto' })).toEqual([{ column: 'c', as: '', type: 'text' }]);
});
