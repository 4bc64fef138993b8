/** Reads and writes one place in a JSON value, without touching the value that is there. */
import { type FieldPath, isRecord } from '../lost-fields.ts';

export function valueAt(value: unknown, path: FieldPath): unknown {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step];
    else if (isRecord(current)) current = Object.entries(current).find(([name]) => name === step)?.[1];
    else return undefined;
  }
  return current;
}

/**
 * The same value with `next` at `path`; `undefined` takes away what stands there. What is on the way and is no object
 * or list becomes one: a list where the path goes on with a number. A list grows at its end alone, so a number
 * beyond that means the end.
 */
export function setAt(value: unknown, path: FieldPath, next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (next === undefined && valueAt(value, path) === undefined) return value;
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const index = Math.min(step, list.length);
    const item = setAt(list[index], rest, next);
    return [...list.slice(0, index), ...(item === undefined ? [] : [item]), ...list.slice(index + 1)];
  }
  const entries = isRecord(value) ? Object.entries(value) : [];
  const old = entries.find(([name]) => name === step)?.[1];
  const item = setAt(old, rest, next);
  if (item === undefined) return Object.fromEntries(entries.filter(([name]) => name !== step));
  const isNew = !entries.some(([name]) => name === step);
  return Object.fromEntries(
    isNew ? [...entries, [step, item]] : entries.map(([name, kept]) => [name, name === step ? item : kept]),
  );
}
