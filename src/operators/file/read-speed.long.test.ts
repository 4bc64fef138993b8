import { expect, it } from 'vitest';
import { readTable } from './file-table.ts';

it('reads 20 MB within seconds', () => {
  const line = (i: number) =>
    `2024-01-01T00:00:${String(i % 60).padStart(2, '0')}Z,Z${i % 60},${i % 1000},${(i % 77) / 7},text ${i % 9000}`;
  const lines = Array.from({ length: 360_000 }, (_, i) => line(i));
  const bytes = new TextEncoder().encode(`time,zone,n,x,words\n${lines.join('\n')}`);
  // Processor time: other programs on the machine must not fail this.
  const began = process.cpuUsage();
  const result = readTable('big.csv', bytes, {
    format: 'auto',
    eventTime: 'time',
    arrival: '',
    zone: 'UTC',
    epoch: 'auto',
    missing: ['', 'NA'],
    columns: [],
  });
  const { user, system } = process.cpuUsage(began);
  const took = (user + system) / 1000;
  console.log(`${(bytes.length / 1e6).toFixed(1)} MB in ${took.toFixed(0)} ms`);
  expect(result.kind === 'table' && result.table.eventTimes.length).toBe(360_000);
  expect(took).toBeLessThan(6000);
});
