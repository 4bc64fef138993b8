import type { z } from 'zod';
import { WEATHER_FIELDS } from '../../world/shipfast/weather-observations.ts';
import type { OperatorSpec } from '../kind.ts';
import { streamSchema, streamSourceConfig } from '../stream-source.ts';
import { durationText } from '../summary-text.ts';

export const weatherConfig = streamSourceConfig({ outOfOrderness: 10000, idleness: 30000 });
export type WeatherConfig = z.infer<typeof weatherConfig>;

export const weatherSpec: OperatorSpec<WeatherConfig> = {
  kind: 'weather',
  title: 'Weather',
  purpose: 'One observation for each of the sixty zones a minute.',
  group: 'sources',
  stream: 'weather',
  inputs: [],
  outputs: [{ id: 'out', title: 'weather', extendsInput: null }],
  config: weatherConfig,
  defaultParallelism: 1,
  serviceTime: () => ({ perRecordMicros: 10, perOutputMicros: 0 }),
  summary: (config) =>
    config.idleness === 0 ? '60 zones, once a minute' : `60 zones · idleness ${durationText(config.idleness)}`,
  outputSchemas: () => ({ schemas: [streamSchema(WEATHER_FIELDS)], problems: [] }),
};
