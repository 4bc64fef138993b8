/** An edge that is selected: how its records are spread, what they are, and how many are on it. */
import type { Partitioning } from '../../operators/kind.ts';
import { disconnect, setPartitioning } from '../../pipeline/edits/edges.ts';
import { edgeId } from '../../pipeline/graph.ts';
import { quantity } from '../format.ts';
import { documents, faceOf, useDocuments } from '../stores/documents.ts';
import { useRun } from '../stores/hooks.ts';
import styles from './inspector.module.css';

const FREE: readonly Partitioning[] = ['forward', 'rebalance'];

const MEANS: Readonly<Record<Partitioning, string>> = {
  forward: 'Each subtask hands its records to the one of the same number.',
  rebalance: 'Records go to the subtasks in turn.',
  hash: 'Records with the same key go to the same subtask.',
  broadcast: 'Every subtask gets every record.',
};

export function EdgePanel({ id }: { readonly id: string }) {
  const edge = useDocuments(({ document }) => document.edges.find((candidate) => edgeId(candidate) === id));
  const nodes = useDocuments(({ document }) => document.nodes);
  const plan = useDocuments(({ validation }) => validation.plan);
  const problems = useDocuments(({ validation }) => validation.problems).filter(({ where }) => where === id);
  if (edge === undefined) return null;
  const port = faceOf(nodes.find((node) => node.id === edge.to.node)?.kind ?? '')?.inputs.find(
    (input) => input.id === edge.to.port,
  );
  const bound = plan?.edges.find((candidate) => candidate.id === id);
  const schema =
    plan?.nodes.find((node) => node.id === edge.from.node)?.outputs.find((output) => output.port === edge.from.port)
      ?.schema ?? [];
  const isFixed = port?.partitioning === 'hash' || port?.partitioning === 'broadcast';
  return (
    <div className={styles['scroll']}>
      <p className={styles['about']}>Selected edge, to “{port?.title ?? edge.to.port}”</p>
      <h2 className={styles['title']}>
        {edge.from.node} → {edge.to.node}
      </h2>
      {problems.map((problem) => (
        <p key={problem.message} className={styles['problems']}>
          {problem.message} <span>{problem.hint}</span>
        </p>
      ))}
      <Traffic id={id} />
      <div className={styles['choice']}>
        <label htmlFor="partitioning">Partitioning</label>
        <select
          id="partitioning"
          disabled={isFixed}
          value={edge.partitioning ?? 'port'}
          onChange={(event) =>
            documents.actions.edit((document) =>
              setPartitioning(document, id, FREE.find((choice) => choice === event.target.value) ?? null),
            )
          }
        >
          <option value="port">
            {isFixed
              ? (port?.partitioning ?? '')
              : `as the input asks (${bound?.partitioning ?? port?.partitioning ?? 'forward'})`}
          </option>
          {!isFixed && FREE.map((choice) => <option key={choice}>{choice}</option>)}
        </select>
      </div>
      {bound !== undefined && (
        <p className={styles['muted']}>
          {MEANS[bound.partitioning]} {bound.key === null ? '' : `The key is ${bound.key}.`}
        </p>
      )}
      {schema.length > 0 && (
        <>
          <h3 className={styles['part']}>Fields of its records</h3>
          <dl className={styles['figures']}>
            {schema.map((field) => (
              <div key={field.name}>
                <dt>{field.name}</dt>
                <dd>{field.unit ?? field.type}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <button
        type="button"
        className={styles['remove']}
        onClick={() => documents.actions.edit((document) => disconnect(document, [id]))}
      >
        Remove this edge
      </button>
    </div>
  );
}

function Traffic({ id }: { readonly id: string }) {
  const index = useRun(({ plan }) => plan?.edges.findIndex((edge) => edge.id === id) ?? -1);
  const channels = useRun(({ plan }) => plan?.edges[index]?.channels);
  const traffic = useRun(({ frame }) => frame?.edges[index]);
  if (traffic === undefined || channels === undefined) return null;
  return (
    <dl className={styles['figures']}>
      <div>
        <dt>Channels</dt>
        <dd>{channels}</dd>
      </div>
      <div>
        <dt>Flow</dt>
        <dd>{quantity(traffic.perSecond)} records/s</dd>
      </div>
      <div>
        <dt>On it</dt>
        <dd>
          {traffic.shown < traffic.inFlight
            ? `${quantity(traffic.inFlight)}, ${traffic.shown} shown`
            : quantity(traffic.inFlight)}
        </dd>
      </div>
    </dl>
  );
}
