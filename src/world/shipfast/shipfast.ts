import { DriverChanges } from './driver-changes.ts';
import { Drivers } from './drivers.ts';
import { GroundTruth, type Roadworks } from './ground-truth.ts';
import { Labels } from './labels.ts';
import { PROFILES, type Profile, type ProfileName } from './profiles.ts';
import { RoadSpeed } from './road-speed.ts';
import { type FutureClock, Shipments } from './shipments.ts';
import { type Storm, Weather } from './weather.ts';
import { type SensorOutage, WeatherObservations } from './weather-observations.ts';
import { Workload } from './workload.ts';

/** What may go wrong in the world itself; what goes wrong in a job is an intervention. Times are epoch ms. */
export interface WorldEvents {
  readonly storm?: Storm | null;
  /** Driving time added by an inch of rain above the ordinary; 0.25 unless said, 0.55 for a dramatic storm. */
  readonly stormStrength?: number;
  readonly roadworks?: Roadworks | null;
  readonly sensorOutage?: SensorOutage | null;
  readonly futureClock?: FutureClock | null;
}

export interface WorldSettings extends WorldEvents {
  readonly seed: number;
  readonly profile: ProfileName;
  /** Epoch ms of run time 0. */
  readonly startAt: number;
}

/**
 * ShipFast: four streams and the truth behind them. Weather, roads, hubs and drivers depend on the seed and the
 * date alone; shipments also on the profile and on when the run starts. Nothing here remembers what was asked.
 */
export interface ShipfastWorld {
  readonly startAt: number;
  readonly profile: Profile;
  readonly shipments: Shipments;
  readonly weather: WeatherObservations;
  readonly driverChanges: DriverChanges;
  readonly labels: Labels;
  readonly truth: GroundTruth;
  readonly drivers: Drivers;
  readonly roads: RoadSpeed;
  /** The weather as it is, not as it is reported. */
  readonly sky: Weather;
}

/** 2026-01-05T12:00:00Z, a Monday. */
export const DEFAULT_START_AT = 1_767_614_400_000;

export function createShipfast(settings: WorldSettings): ShipfastWorld {
  const { seed, startAt } = settings;
  const profile = PROFILES[settings.profile];
  const sky = new Weather(seed, settings.storm ?? null);
  const roads = new RoadSpeed(seed, sky);
  const workload = new Workload(seed);
  const drivers = new Drivers(seed);
  const futureClock = settings.futureClock ?? null;
  const shipments = new Shipments({ seed, profile, startAt, futureClock }, { roads, workload });
  const truth = new GroundTruth(
    { seed, stormStrength: settings.stormStrength ?? 0.25, roadworks: settings.roadworks ?? null },
    { shipments, weather: sky, roads, drivers, workload },
  );
  return {
    startAt,
    profile,
    shipments,
    weather: new WeatherObservations(seed, startAt, sky, settings.sensorOutage ?? null),
    driverChanges: new DriverChanges(seed, startAt, drivers),
    labels: new Labels({ seed, startAt, historyHours: profile.labelHistoryHours }, shipments, truth),
    truth,
    drivers,
    roads,
    sky,
  };
}
