import { draw } from '../../base/distributions.ts';
import { cos, sin } from '../../base/exact-math.ts';
import { derive, hashAt, streamKey, TO_UNIT } from '../../base/seeded-hash.ts';
import { hourOfDay, isWeekend } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { blankProfile, type Drivers } from './drivers.ts';
import { blankFacts, MINUTES_A_STOP, ordinalOfParcel, partitionOfParcel } from './parcels.ts';
import type { RoadSpeed } from './road-speed.ts';
import type { Shipments } from './shipments.ts';
import { worldTables } from './tables.ts';
import { MOST_RAIN, type Weather, type WeatherSample } from './weather.ts';
import type { Workload } from './workload.ts';
import { hubOf, regionOf } from './zones.ts';

/** A new building site or a changed route: driving in one zone takes longer between two times, epoch ms. */
export interface Roadworks {
  readonly zone: number;
  readonly from: number;
  readonly to: number;
  /** Share of the driving time that is added: 0.25 in the drill. */
  readonly extra: number;
}

export interface TruthSettings {
  readonly seed: number;
  /** How much driving time an inch of rain above the ordinary adds: 0.25, or 0.55 for a dramatic storm. */
  readonly stormStrength: number;
  readonly roadworks: Roadworks | null;
}

export interface TruthSurroundings {
  readonly shipments: Shipments;
  readonly weather: Weather;
  readonly roads: RoadSpeed;
  readonly drivers: Drivers;
  readonly workload: Workload;
}

/**
 * What really becomes of a parcel. The world knows; nothing that flows through a stream says it before its label.
 */
export class GroundTruth {
  private readonly settings: TruthSettings;
  private readonly surroundings: TruthSurroundings;
  private readonly noiseKey: number;
  private readonly standard = worldTables().standard;
  private readonly sky: WeatherSample = { tempF: 0, precipIn: 0, visibilityMi: 0, windMph: 0 };
  private readonly profile = blankProfile();
  private readonly facts = blankFacts();

  constructor(settings: TruthSettings, surroundings: TruthSurroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.noiseKey = streamKey(settings.seed, CHANCE.deliveryNoise);
  }

  /** Minutes from pickup to delivery, decided by the world at the pickup's event time. */
  deliveryMinutes(parcel: number): number {
    const { shipments, weather, drivers, workload } = this.surroundings;
    const { facts, profile, sky } = this;
    const partition = partitionOfParcel(parcel);
    const ordinal = ordinalOfParcel(parcel);
    const time = shipments.pickupTime(partition, ordinal);
    shipments.parcels.read(partition, ordinal, shipments.order.classOf(partition, ordinal), facts);
    drivers.read(facts.driver, time, profile);
    weather.read(regionOf(facts.zone), time, sky);

    const load = workload.hubLoad(hubOf(facts.zone), time);
    const utilisation = workload.utilisation(facts.driver, time);
    const signature = facts.valueUsd > 500 ? 1.2 : 0;
    return (
      6 +
      14 * load +
      this.nominalDriveMinutes(time) * this.driveFactor(time) +
      this.stopMinutes() +
      5 * utilisation +
      signature +
      this.noise(partition, ordinal)
    );
  }

  private nominalDriveMinutes(time: number): number {
    return (60 * this.facts.distanceMiles) / this.surroundings.roads.at(this.facts.zone, time);
  }

  private driveFactor(time: number): number {
    const { precipIn, windMph, visibilityMi, tempF } = this.sky;
    const ice = Math.min(Math.max((34 - tempF) / 10, 0), 1);
    return (
      1 +
      0.35 * precipIn +
      (0.06 * windMph) / 30 +
      0.1 * (1 - visibilityMi / 10) +
      0.08 * ice +
      timeOfDayFactor(time) +
      0.45 * (1 - this.profile.avgSpeedMph / 35) +
      this.settings.stormStrength * Math.max(0, precipIn - MOST_RAIN) +
      this.roadworksAt(time)
    );
  }

  private stopMinutes(): number {
    const { onTimeRate, experienceYr } = this.profile;
    const skill = 0.6 * (0.82 - onTimeRate) - (0.12 * Math.min(experienceYr, 10)) / 10;
    const burden = (0.25 * Math.max(0, this.facts.weightLb - 20)) / 50 + 0.3 * this.sky.precipIn;
    return this.facts.stopsAhead * MINUTES_A_STOP * (1 + skill + burden);
  }

  private roadworksAt(time: number): number {
    const works = this.settings.roadworks;
    if (works === null || works.zone !== this.facts.zone) return 0;
    return time >= works.from && time < works.to ? works.extra : 0;
  }

  /** What no feature knows: a few minutes either way, and now and then an incident. */
  private noise(partition: number, ordinal: number): number {
    const hash = hashAt(this.noiseKey, partition, ordinal);
    const usual = 2.2 * draw(this.standard, derive(hash, 0) * TO_UNIT);
    const isIncident = derive(hash, 1) * TO_UNIT < 0.003;
    return usual + (isIncident ? 10 + 20 * derive(hash, 2) * TO_UNIT : 0);
  }
}

function timeOfDayFactor(time: number): number {
  const turn = (2 * Math.PI * hourOfDay(time)) / 24;
  const daily = 0.05 * sin(turn) - 0.03 * cos(turn);
  return daily + 0.02 * sin(2 * turn) + 0.015 * cos(2 * turn) - (isWeekend(time) ? 0.04 : 0);
}
