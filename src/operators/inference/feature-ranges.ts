/**
 * Where the features of the ETA model usually lie, so that a bar says more than a number: its length is the share
 * of this range. A feature of another name has no bar.
 */
const ranges: Readonly<Record<string, readonly [from: number, to: number]>> = {
  package_weight_lb: [0, 40],
  declared_value_usd: [0, 1000],
  distance_miles: [0, 60],
  stops_ahead: [0, 60],
  hour_of_day: [0, 24],
  day_of_week: [0, 7],
  hub_load: [0, 1.5],
  driver_utilisation: [0, 1],
  driver_on_time_rate: [0, 1],
  driver_avg_speed_mph: [0, 60],
  driver_experience_yr: [0, 15],
  weather_temp_f: [-10, 110],
  weather_precip_in: [0, 1],
  weather_visibility_mi: [0, 10],
  weather_wind_mph: [0, 40],
  route_avg_speed_mph: [0, 60],
};

/** From 0 to 1; null where nothing is known of the feature or it is missing. */
export function shareOfRange(feature: string, value: number): number | null {
  const range = ranges[feature];
  if (range === undefined || !Number.isFinite(value)) return null;
  return Math.min(1, Math.max(0, (value - range[0]) / (range[1] - range[0])));
}

/** The flag that says whether a default stands in: `weather_missing` speaks for `weather_temp_f`. */
export function flagOf(feature: string, flags: readonly string[]): number {
  return flags.findIndex((flag) => flag.endsWith('_missing') && feature.startsWith(flag.slice(0, -'missing'.length)));
}
