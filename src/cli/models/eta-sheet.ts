import type { Feature, FeatureSheet, WhenMissing } from '../../inference/index.ts';

/**
 * The features of the delivery-time model, in its order, with what stands in for
 * each when it is missing. The operators that join and enrich put the same
 * defaults in and raise the same flags; a test holds the two together.
 */
export const ETA_SHEET: FeatureSheet = {
  features: [
    feature('package_weight_lb', 'lb', byDefault(3.3)),
    feature('declared_value_usd', 'USD', byDefault(45)),
    feature('distance_miles', 'mi', { kind: 'refuse' }),
    feature('stops_ahead', 'count', { kind: 'refuse' }),
    feature('hour_of_day', 'h', { kind: 'refuse' }),
    feature('day_of_week', 'Monday = 0', { kind: 'refuse' }),
    feature('hub_load', 'share', byDefault(0.22)),
    feature('driver_utilisation', 'share', byDefault(0.62)),
    feature('driver_on_time_rate', 'share', byDefault(0.82, 'driver_missing')),
    feature('driver_avg_speed_mph', 'mph', byDefault(35, 'driver_missing')),
    feature('driver_experience_yr', 'years', byDefault(4.4, 'driver_missing')),
    feature('weather_temp_f', '°F', byDefault(46, 'weather_missing')),
    feature('weather_precip_in', 'in/h', byDefault(0, 'weather_missing')),
    feature('weather_visibility_mi', 'mi', byDefault(10, 'weather_missing')),
    feature('weather_wind_mph', 'mph', byDefault(7, 'weather_missing')),
    feature('route_avg_speed_mph', 'mph', byDefault(26, 'route_missing')),
  ],
};

function byDefault(value: number, flag?: string): WhenMissing {
  return flag === undefined ? { kind: 'default', value } : { kind: 'default', value, flag };
}

function feature(name: string, unit: string, whenMissing: WhenMissing): Feature {
  return { name, unit, whenMissing };
}
