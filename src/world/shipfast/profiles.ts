/** How large and how fast the company is. A profile changes the data, never the semantics. */
export interface Profile {
  readonly name: ProfileName;
  /** Status events per second over all partitions; about one in twelve is a pickup. */
  readonly eventsPerSecond: number;
  /** How many real events one event stands for. */
  readonly weight: number;
  /** Whether the rate follows the hours of the day. Steady rates suit runs of minutes. */
  readonly isDiurnal: boolean;
  /** How far back pickups reach whose labels arrive in the run. */
  readonly labelHistoryHours: number;
}

export type ProfileName = 'micro' | 'meso' | 'macro';

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  // Half a day of history would be 72 million parcels, for runs of seconds: labels are of the run's own parcels.
  micro: { name: 'micro', eventsPerSecond: 20_000, weight: 1, isDiurnal: false, labelHistoryHours: 0 },
  meso: { name: 'meso', eventsPerSecond: 200, weight: 100, isDiurnal: false, labelHistoryHours: 12 },
  macro: { name: 'macro', eventsPerSecond: 12, weight: 1, isDiurnal: true, labelHistoryHours: 12 },
};
