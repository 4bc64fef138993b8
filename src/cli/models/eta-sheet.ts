import type { Feature, FeatureSheet, WhenMissing } from '../../inference/index.ts';

/**
 * The features of the delivery-time model, in its order, with what stands in for
 * each when it is missing. Defaults are those of the feature sheet of ShipFast;
 * the road's and the hub's have no universal constant there and are the medians
 * of the training days.
 */
export function etaSheet(medians: MeasuredDefaults): FeatureSheet {
  return {
    features: [
      feature('package_weight_lb', 'lb', byDefault(3.3, 'package_weight_missing')),
      feature('declared_value_usd', 'USD', byDefault(45)),
      feature('distance_miles', 'mi', REFUSE),
      feature('stops_ahead', 'count', REFUSE),
      feature('hour_of_day', 'h', REFUSE),
      feature('day_of_week', 'Monday = 0', REFUSE),
      feature('hub_load', 'share', byDefault(medians.hubLoad)),
      feature('driver_utilisation', 'share', byDefault(0.62)),
      feature('driver_on_time_rate', 'share', byDefault(0.82, 'driver_missing')),
      feature('driver_avg_speed_mph', 'mph', byDefault(35, 'driver_missing')),
      feature('driver_experience_yr', 'years', byDefault(4.4, 'driver_missing')),
      feature('weather_temp_f', '°F', byDefault(46, 'weather_missing')),
      feature('weather_precip_in', 'in/h', byDefault(0, 'weather_missing')),
      feature('weather_visibility_mi', 'mi', byDefault(10, 'weather_missing')),
      feature('weather_wind_mph', 'mph', byDefault(7, 'weather_missing')),
      feature('route_avg_speed_mph', 'mph', byDefault(medians.routeSpeedMph, 'route_missing')),
    ],
  };
}

export interface MeasuredDefaults {
  readonly hubLoad: number;
  readonly routeSpeedMph: number;
}

const REFUSE: WhenMissing = { kind: 'refuse' };

function byDefault(value: number, flag?: string): WhenMissing {
  return flag === undefined ? { kind: 'default', value } : { kind: 'default', value, flag };
}

function feature(name: string, unit: string, whenMissing: WhenMissing): Feature {
  return { name, unit, whenMissing };
}
