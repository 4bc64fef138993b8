/** Faults as the terminal takes them: `kill:tm-1@3m`, `silence:shipments/p7@10m`, `slow:infer/0@67s+30s`. */
import type { Problem } from '../base/problem.ts';
import type { Intervention } from './document.ts';
import { DURATION_HINT, formatDuration, parseDuration } from './duration-text.ts';
import { checkTarget, type FaultTargets } from './fault-targets.ts';

export type ParsedFault =
  | { readonly kind: 'fault'; readonly intervention: Intervention }
  | { readonly kind: 'problem'; readonly problem: Problem };

const SHAPE = 'KIND:TARGET@TIME or KIND:TARGET@TIME+DURATION, for instance kill:tm-1@3m or slow:infer/0@67s+30s';

/** Kinds that text can say; an injected record has fields, and needs a document. */
const KINDS = ['kill', 'silence', 'slow'] as const;

/** How much slower a slowed node is; the document's own default. */
const SLOW_FACTOR = 10;

/** `TIME` is on the run's clock; the fault precedes every other event of that instant. */
export function parseFault(text: string, targets: FaultTargets): ParsedFault {
  const [, name, target, time, length] = /^([^:@+]*):([^@+]*)@([^@+]*)(?:\+([^@+]*))?$/.exec(text.trim()) ?? [];
  if (name === undefined || target === undefined || time === undefined) {
    return refuse(text, '', 'It is no fault that can be read.', `Write ${SHAPE}.`);
  }
  const kind = KINDS.find((known) => known === name);
  if (kind === undefined) return refuse(text, 'kind', `There is no fault “${name}”.`, unknownKindHint(name));
  const at = parseDuration(time);
  if (at === null) return refuse(text, 'at', `“${time}” is no time of the run.`, DURATION_HINT);
  const duration = length === undefined ? undefined : parseDuration(length);
  if (duration === null) return refuse(text, 'duration', `“${length}” is no duration.`, DURATION_HINT);
  const problem = checkTarget(kind, target, targets, { where: text, field: 'target' });
  if (problem !== null) return { kind: 'problem', problem };
  const lasting = duration === undefined ? {} : { duration };
  switch (kind) {
    case 'kill':
      return duration === undefined
        ? { kind: 'fault', intervention: { kind, target, at } }
        : refuse(
            text,
            'duration',
            'A kill has no duration.',
            'Remove it; settings.taskManagerReplacementMs says when the job comes back.',
          );
    case 'silence':
      return { kind: 'fault', intervention: { kind, target, at, ...lasting } };
    case 'slow':
      return { kind: 'fault', intervention: { kind, target, at, ...lasting, factor: SLOW_FACTOR } };
  }
}

/** The text of a fault, which `parseFault` reads back; what text cannot say (a factor, a record's fields) is left out. */
export function faultText(intervention: Intervention): string {
  const { kind, target, at } = intervention;
  const duration = 'duration' in intervention ? intervention.duration : undefined;
  return `${kind}:${target}@${formatDuration(at)}${duration === undefined ? '' : `+${formatDuration(duration)}`}`;
}

function refuse(where: string, field: string, message: string, hint: string): ParsedFault {
  return { kind: 'problem', problem: { where, field, message, hint } };
}

function unknownKindHint(name: string): string {
  const known = `The faults are: ${KINDS.join(', ')}.`;
  return name === 'inject' ? `${known} A record is injected by a document’s interventions.` : known;
}
