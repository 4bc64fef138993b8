/** The latest prediction under the lens: the feature vector as the model saw it, defaults hatched. */
import { useState } from 'react';
import { z } from 'zod';
import { textWidth } from '../../theme/event-time-axis.ts';
import {
  CardWords,
  Choice,
  Figure,
  FigureTitle,
  Formula,
  hatched,
  Legend,
  Note,
  useHatch,
  Words,
} from '../../theme/figure.tsx';
import { Rows } from '../../theme/rows.tsx';
import type { StateViewProps } from '../state-view.ts';
import { flagOf, shareOfRange } from './feature-ranges.ts';
import { type InferenceConfig, inferenceConfig } from './spec.ts';

const worldSchema = z.object({
  kind: z.literal('model'),
  latest: z.array(z.object({ features: z.array(z.number()), value: z.number().nullable() }).nullable()),
});

export function InferenceState({ picture, config: raw, compact, width }: StateViewProps) {
  const [subtask, setSubtask] = useState(0);
  const parsed = inferenceConfig.safeParse(raw);
  const world = worldSchema.safeParse(picture.world);
  if (!parsed.success) return null;
  const config = parsed.data;
  const latest = world.success ? world.data.latest : [];
  const shown = latest[subtask] ?? null;
  if (compact) {
    const any = latest.find((asked) => asked !== null) ?? null;
    return (
      <CardWords>
        <b>{any === null ? 'nothing asked yet' : `latest ${answerText(any.value)}`}</b>
        <span>{any === null ? config.model : defaultsText(defaultsOf(any.features, config))}</span>
      </CardWords>
    );
  }
  return (
    <>
      <FigureTitle aside={<Choice of="subtask" count={latest.length} chosen={subtask} onChoose={setSubtask} />}>
        The latest prediction
      </FigureTitle>
      {shown === null ? (
        <Note>This subtask has not asked for a prediction yet.</Note>
      ) : (
        <Lens features={shown.features} config={config} width={width} />
      )}
      {shown !== null && (
        <Formula>
          {config.output} = {answerText(shown.value)}
        </Formula>
      )}
      <Note>
        model <b>{config.model}</b>, loaded when the operator opens; each prediction is charged{' '}
        <b>{config.inferenceMicros} µs</b> of virtual time.
      </Note>
      {shown !== null && (
        <>
          <Legend
            entries={[
              { word: 'as the record had it', background: 'var(--model)', border: '1px solid var(--ink)' },
              { word: 'a default stands in', background: hatched('failure'), border: '1px solid var(--failure)' },
            ]}
          />
          <Rows
            title="Features as a table"
            columns={['feature', 'value', 'from']}
            rows={[...config.features, ...config.flags].map((name, at) => [
              name,
              numberText(shown.features[at]),
              at < config.features.length && isDefault(name, shown.features, config) ? 'default' : 'record',
            ])}
          />
        </>
      )}
    </>
  );
}

const ROW = 17;
const BAR = 82;

function Lens({
  features,
  config,
  width,
}: {
  readonly features: readonly number[];
  readonly config: InferenceConfig;
  readonly width: number;
}) {
  const hatch = useHatch('failure');
  const left = Math.min(150, Math.max(...config.features.map((name) => textWidth(name))) + 8);
  const right = width - 50;
  const bar = Math.min(BAR, right - left - 40);
  return (
    <Figure width={width} height={config.features.length * ROW + 2} label={labelOf(features, config)}>
      {hatch.definition}
      {config.features.map((name, row) => {
        const y = row * ROW;
        const isMissing = isDefault(name, features, config);
        const share = shareOfRange(name, features[row]);
        const tone = isMissing ? 'failure-text' : 'ink';
        return (
          <g key={name}>
            <Words x={0} y={y + 12} number tone={tone} strong={isMissing}>
              {textWidth(name) > left - 6 ? `${name.slice(0, Math.floor((left - 14) / 6.62))}…` : name}
            </Words>
            {share !== null && (
              <>
                <rect x={left} y={y + 3} width={bar} height={10} rx={2} fill="var(--wash)" />
                <rect
                  x={left + 0.5}
                  y={y + 3.5}
                  width={Math.max(2, (bar - 1) * share)}
                  height={9}
                  rx={2}
                  fill={isMissing ? hatch.url : 'var(--model)'}
                  stroke={isMissing ? 'var(--failure)' : 'var(--ink)'}
                  strokeWidth={0.8}
                />
              </>
            )}
            <Words x={right} y={y + 12} end number tone={tone}>
              {numberText(features[row])}
            </Words>
            {isMissing && (
              <Words x={width} y={y + 12} end tone="failure-text">
                default
              </Words>
            )}
          </g>
        );
      })}
    </Figure>
  );
}

function isDefault(name: string, features: readonly number[], { features: names, flags }: InferenceConfig): boolean {
  const flag = flagOf(name, flags);
  return flag >= 0 && features[names.length + flag] === 1;
}

function defaultsOf(features: readonly number[], config: InferenceConfig): number {
  return config.features.filter((name) => isDefault(name, features, config)).length;
}

function defaultsText(defaults: number): string {
  return defaults === 0 ? 'no defaults in it' : `${defaults} ${defaults === 1 ? 'default' : 'defaults'} in it`;
}

function answerText(value: number | null): string {
  return value === null ? 'not answered yet' : `${value.toFixed(1)} min`;
}

function numberText(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toFixed(2)));
}

function labelOf(features: readonly number[], config: InferenceConfig): string {
  return `Features of the latest prediction: ${config.features.map((name, at) => `${name} ${numberText(features[at])}`).join(', ')}; ${defaultsText(defaultsOf(features, config))}`;
}
