import { describe, expect, it } from 'vitest';
import { assignKeyToParallelOperator } from '../key-groups.ts';
import { runTimerService } from './internal-timer-service.conformance.ts';
import { InternalTimerService } from './internal-timer-service.ts';

function firedEventTimers(
  service: InternalTimerService,
  watermark: number,
  onFire: (timestamp: number, key: number) => void = () => {},
): number[][] {
  const fired: number[][] = [];
  while (service.pollDueEventTimer(watermark)) {
    fired.push([service.dueTimestamp, service.dueKey, service.dueNamespace]);
    onFire(service.dueTimestamp, service.dueKey);
  }
  return fired;
}

describe('InternalTimerService', () => {
  it('lets timers that a callback registers at or before the watermark take their place in the same advance', () => {
    const service = new InternalTimerService();
    service.registerEventTimer(10, 1, 0);
    service.registerEventTimer(30, 1, 0);
    const fired = firedEventTimers(service, 50, (timestamp) => {
      if (timestamp !== 10) return;
      service.registerEventTimer(20, 2, 0);
      service.registerEventTimer(5, 3, 0);
      service.registerEventTimer(51, 4, 0);
      service.deleteEventTimer(30, 1, 0);
    });
    expect(fired).toEqual([
      [10, 1, 0],
      [5, 3, 0],
      [20, 2, 0],
    ]);
    expect(service.eventTimers).toBe(1);
  });

  it('shows the new watermark while its timers fire, and does not go back with an older one', () => {
    const service = new InternalTimerService();
    service.registerEventTimer(10, 1, 0);
    const seen: number[] = [];
    firedEventTimers(service, 40, () => seen.push(service.currentWatermark));
    firedEventTimers(service, 30);
    expect([...seen, service.currentWatermark]).toEqual([40, 40]);
  });

  it('fires a timer at MAX only with the watermark MAX', () => {
    const service = new InternalTimerService();
    service.registerEventTimer(Number.POSITIVE_INFINITY, 1, 0);
    expect(firedEventTimers(service, 1e15)).toEqual([]);
    expect(firedEventTimers(service, Number.POSITIVE_INFINITY)).toHaveLength(1);
    expect(firedEventTimers(service, Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it('keeps the domains apart', () => {
    const service = new InternalTimerService();
    service.registerEventTimer(10, 1, 0);
    service.registerProcessingTimer(10, 1, 0);
    service.deleteEventTimer(10, 1, 0);
    expect([service.eventTimers, service.processingTimers, service.nextProcessingTime()]).toEqual([0, 1, 10]);
    expect(service.pollDueProcessingTimer(9)).toBe(false);
    expect(service.pollDueProcessingTimer(10)).toBe(true);
    expect(service.nextProcessingTime()).toBe(Number.POSITIVE_INFINITY);
  });

  it('hands every timer to exactly one subtask when the parallelism changes, and starts them at MIN', () => {
    const owner = (parallelism: number) => (key: number) => assignKeyToParallelOperator(key, 128, parallelism);
    const old = [0, 1].map((subtask) => {
      const service = new InternalTimerService();
      for (let key = 0; key < 200; key += 1) if (owner(2)(key) === subtask) service.registerEventTimer(key % 7, key, 1);
      firedEventTimers(service, 2);
      return service.save();
    });
    const restored = [0, 1, 2].map((subtask) => {
      const service = new InternalTimerService();
      service.restore(old, (key) => owner(3)(key) === subtask);
      expect(service.currentWatermark).toBe(Number.NEGATIVE_INFINITY);
      return firedEventTimers(service, 10).map(([, key]) => key);
    });
    const expected = Array.from({ length: 200 }, (_, key) => key).filter((key) => key % 7 > 2);
    expect(restored.flat().sort((a = 0, b = 0) => a - b)).toEqual(expected);
  });

  describe('the physical clock timer', () => {
    const register = (...times: number[]) => {
      const service = new InternalTimerService();
      for (const time of times) service.registerProcessingTimer(time, 1, 0);
      return service;
    };
    const fireAll = (service: InternalTimerService, now: number) => {
      while (service.pollDueProcessingTimer(now));
    };

    it('stands for the first timer, and an earlier one replaces it', () => {
      expect([register().clockTimer, register(9).clockTimer, register(9, 5, 7).clockTimer]).toEqual([Infinity, 9, 5]);
    });

    it('stays when its timer is deleted, rings for nobody, and then stands for the next', () => {
      const service = register(5, 9);
      service.deleteProcessingTimer(5, 1, 0);
      expect(service.clockTimer).toBe(5);
      fireAll(service, 5);
      expect(service.clockTimer).toBe(9);
      service.deleteProcessingTimer(9, 1, 0);
      service.registerProcessingTimer(12, 1, 0);
      expect(service.clockTimer).toBe(12);
    });

    it('is scheduled for the head after a restore, and as it was after a load', () => {
      const service = register(5, 9);
      service.deleteProcessingTimer(5, 1, 0);
      const [restored, loaded] = [new InternalTimerService(), new InternalTimerService()];
      restored.restore([service.save()]);
      loaded.load(service.save());
      expect([restored.clockTimer, loaded.clockTimer]).toEqual([9, 5]);
    });

    it('is what cases call physical', () => {
      const timer = (op: string, ts: number) => ({ op, domain: 'processing', key: 'a', namespace: 'n', ts });
      const steps = [
        timer('register', 5),
        timer('register', 9),
        timer('delete', 5),
        { op: 'check', physical: [5], processing: 1 },
        { op: 'processingTime', time: 5, fires: [], order: 'exact' },
        { op: 'check', physical: [9], processing: 1 },
        timer('delete', 9),
        { op: 'processingTime', time: 9, fires: [], order: 'exact' },
        { op: 'check', physical: [], processing: 0 },
      ];
      const played = runTimerService({ id: 'here', area: 'timer-service', source: 'here', config: {}, steps });
      expect(played).toEqual({ kind: 'passed' });
    });
  });
});
