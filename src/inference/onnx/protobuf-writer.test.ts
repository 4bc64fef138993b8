import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFields } from './protobuf-reader.ts';
import {
  bytesField,
  floatField,
  floatsField,
  integerField,
  integersField,
  message,
  textField,
} from './protobuf-writer.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the protobuf writer', () => {
  const cases = [
    { name: 'an integer of two bytes', bytes: integerField(1, 150), expected: '089601' },
    { name: 'an integer beyond 32 bits', bytes: integerField(1, 2 ** 40), expected: '0880808080' + '8020' },
    { name: 'a field number that needs two bytes', bytes: integerField(20, 2), expected: 'a00102' },
    { name: 'text', bytes: textField(2, 'testing'), expected: '120774657374696e67' },
    { name: 'an embedded message', bytes: bytesField(3, integerField(1, 150)), expected: '1a03089601' },
    { name: 'packed integers', bytes: integersField(6, [3, 270, 86942]), expected: '3206038e029ea705' },
    { name: 'a float', bytes: floatField(2, 1), expected: '150000803f' },
    { name: 'packed floats', bytes: floatsField(7, [1, -2]), expected: '3a080000803f000000c0' },
    { name: 'an empty message', bytes: message(), expected: '' },
  ];
  it.each(cases)('writes $name as the wire format has it', ({ bytes, expected }) => {
    expect(hex(bytes)).toBe(expected);
  });
});

describe('the protobuf reader', () => {
  it('reads back every integer and every byte string that was written', () => {
    const field = fc.record({
      number: fc.integer({ min: 1, max: 1000 }),
      content: fc.oneof(fc.maxSafeNat(), fc.uint8Array({ maxLength: 300 })),
    });
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        const bytes = message(
          ...fields.map(({ number, content }) =>
            typeof content === 'number' ? integerField(number, content) : bytesField(number, content),
          ),
        );
        expect(readFields(bytes)).toEqual(
          fields.map(({ number, content }) =>
            typeof content === 'number'
              ? { number, integer: content, bytes: new Uint8Array(0) }
              : { number, integer: 0, bytes: content },
          ),
        );
      }),
    );
  });

  const damaged = [
    { name: 'a length beyond the end', bytes: [0x12, 0x07, 0x74] },
    { name: 'an integer that never ends', bytes: [0x08, 0xff, 0xff] },
    { name: 'a wire type that does not exist', bytes: [0x0f, 0x00] },
    { name: 'field number zero', bytes: [0x00, 0x00] },
    { name: 'plain text', bytes: [...Buffer.from('date,delay\n2026-01-05,3\n')] },
  ];
  it.each(damaged)('refuses $name', ({ bytes }) => {
    expect(readFields(Uint8Array.from(bytes))).toBeUndefined();
  });
});
