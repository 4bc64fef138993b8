import { worldSource } from '../stream-source.ts';
import type { WeatherConfig } from './spec.ts';

export const weatherSource = worldSource<WeatherConfig>((world) => world.weather);
