import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Letter, Mailbox } from './mailbox.ts';

const letter = fc.record({ at: fc.nat(9), sender: fc.nat(3), count: fc.nat(50), body: fc.nat() });
const op = fc.oneof(
  { weight: 5, arbitrary: letter },
  { weight: 4, arbitrary: fc.constantFrom('take' as const) },
  { weight: 1, arbitrary: fc.constantFrom('rewind' as const, 'drop' as const) },
);

const inOrder = (letters: readonly Letter<number>[]) =>
  [...letters].sort((a, b) => a.at - b.at || a.sender - b.sender || a.count - b.count);

describe('Mailbox', () => {
  it('gives letters in order of arrival, sender and count, whatever the order they were posted in', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 400 }), (ops) => {
        const mailbox = new Mailbox<number>();
        let model: readonly Letter<number>[] = [];
        const names = new Set<string>();
        for (const each of ops) {
          if (each === 'take') {
            expect(mailbox.take()).toEqual(model[0]?.body);
            model = model.slice(1);
          } else if (each === 'rewind') mailbox.load(mailbox.save());
          else if (each === 'drop') {
            mailbox.dropFrom(1, 5);
            model = model.filter(({ sender, at }) => sender !== 1 || at <= 5);
          } else if (!names.has(`${each.sender}/${each.count}`)) {
            names.add(`${each.sender}/${each.count}`);
            mailbox.post(each.at, each.sender, each.count, each.body);
            model = inOrder([...model, each]);
          }
          expect(mailbox.nextAt()).toBe(model[0]?.at ?? Infinity);
          expect(mailbox.save()).toEqual(model);
        }
      }),
    );
  });
});
