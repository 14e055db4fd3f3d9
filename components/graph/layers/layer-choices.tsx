'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import type { DeclaredResponse } from '#lib/api/graph-contract.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { GraphTypeName } from '#lib/url/asked-graph.ts';
import { declaredLayers } from '#lib/url/declared-layers.ts';
import { type Layer, layers } from '#lib/url/layer-codec.ts';
import { layerNames } from './layer-names.ts';
import type { LayersState } from './use-layers.ts';

export interface LayerChoicesProps {
  readonly state: LayersState;
  readonly onLayers: (layers: readonly Layer[]) => void;
  /** What the nodes of the graph stand for. */
  readonly graph: GraphTypeName;
  /** The moment that is looked at is over. */
  readonly frozen: boolean;
}

/** The graphs in which an edge leads to one version: of others no weight is known. */
const withWeights: ReadonlySet<GraphTypeName> = new Set(['mesh', 'workload', 'versioned-app']);

const graphLayers: readonly Layer[] = ['mtls', 'weights', 'findings'];

/** What can be laid over the graph, and how it stands with what is laid over it. */
export function LayerChoices({ state, onLayers, graph, frozen }: LayerChoicesProps) {
  const { shown, answer } = state;
  const toggle = (layer: Layer) =>
    onLayers(layers.filter((each) => shown.includes(each) !== (each === layer)));
  const row = (layer: Layer, hint?: string) => (
    <CheckRow
      key={layer}
      label={layerNames[layer]}
      checked={shown.includes(layer)}
      onChange={() => toggle(layer)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  const data = answer?.state === 'ready' ? answer.data : null;
  return (
    <>
      {graphLayers
        .filter((layer) => layer !== 'weights' || withWeights.has(graph))
        .map((layer) => row(layer))}
      <div className="my-2 border-line border-t" />
      <div className="px-2 py-1 font-semibold text-muted text-xs">Declared, beside what shows of it</div>
      {declaredLayers.map((layer) => row(layer, data ? countOf(data, layer) : undefined))}
      <div className="px-2 pt-1 text-muted text-xs" aria-live="polite">
        <Standing state={state} frozen={frozen} />
      </div>
    </>
  );
}

const countOf = ({ edges }: DeclaredResponse, layer: (typeof declaredLayers)[number]): string =>
  plural(Object.values(edges).filter((each) => each[layer] !== null).length, 'edge');

/** Whether what is declared is there, and what of it is not. */
function Standing({ state: { answer }, frozen }: Pick<LayerChoicesProps, 'state' | 'frozen'>) {
  if (answer === null) return <p>Of these nothing is read before one is on.</p>;
  if (answer.state === 'loading') return <p>Reading what is declared.</p>;
  if (answer.state === 'failed') {
    const { message, cure } = answer.error;
    return (
      <p className="text-fail">
        {message} {cure}
      </p>
    );
  }
  const { unread } = answer.data;
  return (
    <>
      {answer.failing ? <p className="text-warn">Not refreshed: {answer.failing.message}</p> : null}
      {unread.length > 0 ? (
        <p className="text-warn">
          Not all could be read: {unread.map(({ kind, phase }) => `${kind} (${phase})`).join(', ')}.
        </p>
      ) : null}
      {frozen ? <p>The configuration is that of now: of a past moment it is not known.</p> : null}
      <p>A mark is quiet until telemetry shows that it acts on requests.</p>
    </>
  );
}
