/**
 * The contract of an operator kind: what the palette, the canvas, the inspector, validation and the engine
 * need to know of it. One folder per kind puts these together in its `index.ts`.
 */
import type { z } from 'zod';
import { issueWords } from '../base/issue-words.ts';
import type { Problem } from '../base/problem.ts';
import type { EventStream } from '../engine/event-stream.ts';
import type { OperatorContext, OperatorInstance, OperatorLogic } from '../engine/operator.ts';
import type { Schema } from '../engine/schema.ts';

export type OperatorGroup = 'sources' | 'enrich' | 'join' | 'window' | 'features' | 'predict' | 'deliver' | 'transform';

/** Names of the marks in `theme/marks.ts`; a node and its edges are drawn in the stream's colour and shape. */
export type StreamName = 'shipments' | 'weather' | 'drivers' | 'labels' | 'model' | 'clicks' | 'purchases';

export type Partitioning = 'forward' | 'hash' | 'rebalance' | 'broadcast';

export interface InputPort<Config> {
  readonly id: string;
  readonly title: string;
  /** How records reach this port's subtasks unless the edge says otherwise. */
  readonly partitioning: Partitioning;
  /** Field by which a `hash` port is keyed. */
  readonly key?: (config: Config) => string;
  /** Fields that must be there (name and the types that will do), for the port's type check. */
  readonly needs?: (config: Config) => readonly { readonly name: string; readonly types: readonly string[] }[];
  readonly optional?: boolean;
}

export interface OutputPort {
  readonly id: string;
  readonly title: string;
  /** `null`: rows of its own; else the index of the input port whose fields it keeps. */
  readonly extendsInput: number | null;
  /** True where input rows leave as they are (a filter): no row is made. */
  readonly passesThrough?: boolean;
  /** For rows of its own that stand for one input record each: the input whose lineage they carry. */
  readonly carriesLineageOf?: number;
}

/** Service time in virtual microseconds, charged by the engine: for each record taken and each record emitted. */
export interface ServiceTime {
  readonly perRecordMicros: number;
  readonly perOutputMicros: number;
}

export interface SinkFace {
  readonly store: 'kafka' | 'collector';
  readonly guarantee: 'none' | 'at-least-once' | 'exactly-once';
}

export interface OperatorSpec<Config> {
  readonly kind: string;
  readonly title: string;
  /** One line for the palette. */
  readonly purpose: string;
  readonly group: OperatorGroup;
  readonly stream: StreamName;
  readonly inputs: readonly InputPort<Config>[];
  readonly outputs: readonly OutputPort[];
  /** Zod object schema; every field has a default and `.meta({ title, description, unit?, … })`. */
  readonly config: z.ZodType<Config>;
  readonly defaultParallelism: number;
  readonly serviceTime: (config: Config) => ServiceTime;
  /** Where a sink's records end up, and how surely; only sinks say it. */
  readonly sink?: (config: Config) => SinkFace;
  /** Name of the model that the operator asks for predictions. */
  readonly model?: (config: Config) => string;
  /** A few words for the card, e.g. `60 s · zone`. */
  readonly summary: (config: Config) => string;
  /** Fields of each output port, given those of the inputs (in port order). Problems name the config field. */
  readonly outputSchemas: (config: Config, inputs: readonly Schema[]) => OutputSchemas;
}

export interface OutputSchemas {
  /** One for each output port. */
  readonly schemas: readonly Schema[];
  /** `where` is left to whoever knows the node's id. */
  readonly problems: readonly Problem[];
}

/** Bytes of the files that a document names; undefined where there is no file of that name. */
export type Files = (name: string) => Uint8Array | undefined;

/** A row of a file that could not be used. */
export interface QuarantinedRow {
  /** Physical line where the row starts, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** What a run says of the world around its job: the world is built from these alone. */
export interface WorldSurroundings {
  readonly seed: number;
  readonly profile: 'micro' | 'meso' | 'macro';
  /** Epoch ms of run time 0. */
  readonly startAt: number;
  readonly storm: boolean;
  readonly file: Files;
}

export interface SourceTiming {
  readonly outOfOrdernessMs: number;
  /** 0 = no idleness timeout. */
  readonly idlenessMs: number;
}

export interface SourceLogic<Config> {
  stream(config: Config, surroundings: WorldSurroundings): EventStream;
  timing(config: Config): SourceTiming;
  /** Whether a record stands for as many as the profile says. */
  readonly isScaled?: boolean;
  /** Instead of the spec's, where a file says what the fields are. */
  outputSchemas?(config: Config, files: Files): OutputSchemas;
  /** Epoch ms at which a run over this source begins if its document does not say; undefined: at any time. */
  startAt?(config: Config, files: Files): number | undefined;
  /** Rows that the stream lacks because they could not be read, in the order of their lines. */
  quarantined?(config: Config, files: Files): readonly QuarantinedRow[];
}

export type OperatorRole<Config> =
  | { readonly role: 'source'; readonly source: SourceLogic<Config> }
  | { readonly role: 'operator'; readonly logic: OperatorLogic<Config> | LogicInWorld<Config> };

/** Logic of a kind that reads something of the world when it opens; called once for a run. */
export type LogicInWorld<Config> = (surroundings: WorldSurroundings) => OperatorLogic<Config>;

/** A kind with its configuration type closed over, so that kinds of every type stand in one list. */
export interface OperatorKind {
  readonly spec: OperatorFace;
  /** Parses a raw configuration; the problems name the config fields. Without `files` there are none. */
  bind(
    node: string,
    raw: unknown,
    files?: Files,
  ):
    | { readonly kind: 'bound'; readonly operator: BoundOperator }
    | { readonly kind: 'problems'; readonly problems: readonly Problem[] };
}

/** What can be said of a kind without a configuration. */
export interface OperatorFace {
  readonly kind: string;
  readonly title: string;
  readonly purpose: string;
  readonly group: OperatorGroup;
  readonly stream: StreamName;
  readonly role: 'source' | 'operator';
  readonly inputs: readonly {
    readonly id: string;
    readonly title: string;
    readonly partitioning: Partitioning;
    readonly optional: boolean;
  }[];
  readonly outputs: readonly OutputPort[];
  readonly defaultParallelism: number;
  /** The zod schema of the configuration, for the form, defaults and the published JSON schema. */
  readonly config: z.ZodType;
}

/** An operator with a parsed configuration: all that planning, running and drawing need. */
export interface BoundOperator {
  readonly face: OperatorFace;
  readonly config: unknown;
  readonly summary: string;
  readonly serviceTime: ServiceTime;
  readonly sink: SinkFace | null;
  readonly model: string | null;
  /** For each input port: the key field of a hash port, else null. */
  readonly keys: readonly (string | null)[];
  readonly needs: readonly (readonly { readonly name: string; readonly types: readonly string[] }[])[];
  outputSchemas(inputs: readonly Schema[]): OutputSchemas;
  readonly behaviour:
    | {
        readonly role: 'source';
        stream(surroundings: WorldSurroundings): EventStream;
        readonly timing: SourceTiming;
        readonly isScaled: boolean;
        /** See {@link SourceLogic}; both judge the files that the operator was bound with. */
        startAt(): number | undefined;
        quarantined(): readonly QuarantinedRow[];
      }
    | {
        readonly role: 'operator';
        openIn(surroundings: WorldSurroundings): (context: OperatorContext) => OperatorInstance;
      };
}

/** Puts a kind together from what its folder holds. */
export function operatorKind<Config>(spec: OperatorSpec<Config>, role: OperatorRole<Config>): OperatorKind {
  const face: OperatorFace = {
    kind: spec.kind,
    title: spec.title,
    purpose: spec.purpose,
    group: spec.group,
    stream: spec.stream,
    role: role.role,
    inputs: spec.inputs.map(({ id, title, partitioning, optional }) => ({
      id,
      title,
      partitioning,
      optional: optional === true,
    })),
    outputs: spec.outputs,
    defaultParallelism: spec.defaultParallelism,
    config: spec.config,
  };
  return {
    spec: face,
    bind(node, raw, files = () => undefined) {
      const parsed = spec.config.safeParse(raw ?? {}, { reportInput: true });
      if (!parsed.success)
        return { kind: 'problems', problems: parsed.error.issues.map((issue) => configProblem(node, issue)) };
      return { kind: 'bound', operator: bindConfig(spec, role, face, parsed.data, files) };
    },
  };
}

function bindConfig<Config>(
  spec: OperatorSpec<Config>,
  role: OperatorRole<Config>,
  face: OperatorFace,
  config: Config,
  files: Files,
): BoundOperator {
  const source = role.role === 'source' ? role.source : null;
  return {
    face,
    config,
    summary: spec.summary(config),
    serviceTime: spec.serviceTime(config),
    sink: spec.sink?.(config) ?? null,
    model: spec.model?.(config) ?? null,
    keys: spec.inputs.map((port) => port.key?.(config) ?? null),
    needs: spec.inputs.map((port) => port.needs?.(config) ?? []),
    outputSchemas: (inputs) => source?.outputSchemas?.(config, files) ?? spec.outputSchemas(config, inputs),
    behaviour:
      role.role === 'source'
        ? {
            role: 'source',
            stream: (surroundings) => role.source.stream(config, surroundings),
            timing: role.source.timing(config),
            isScaled: role.source.isScaled === true,
            startAt: () => role.source.startAt?.(config, files),
            quarantined: () => role.source.quarantined?.(config, files) ?? [],
          }
        : {
            role: 'operator',
            openIn: (surroundings) => {
              const logic = typeof role.logic === 'function' ? role.logic(surroundings) : role.logic;
              return (context) => logic.open(context, config);
            },
          },
  };
}

function configProblem(node: string, issue: z.core.$ZodIssue): Problem {
  const isMissing = 'input' in issue && issue.input === undefined;
  return { where: node, field: issue.path.join('.'), ...issueWords(issue, isMissing) };
}
