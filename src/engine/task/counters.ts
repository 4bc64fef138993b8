/** What a node counts, over all attempts; one row of float64 per operator and subtask. */
export const RECORDS_IN = 0;
export const RECORDS_OUT = 1;
export const LATE = 2;
export const DROPPED = 3;
export const FIRINGS = 4;
export const COUNTERS = 5;

/** What a subtask's thread spends its time on, µs, over all attempts (Flink's TimerGauge, TaskIOMetricGroup). */
export const BUSY = 0;
export const BACK_PRESSURED = 1;
export const TIMES = 2;
