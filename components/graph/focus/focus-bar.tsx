'use client';
import { ChevronRight, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { plural } from '#lib/format/ellipsis.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { type FocusDirection, focusDirections, hopChoices } from '#lib/url/focus-codec.ts';
import { nodeLabel } from '../scene/node-name.ts';
import type { FocusState } from './use-focus.ts';

const directionNames: Record<FocusDirection, { readonly word: string; readonly says: string }> = {
  both: { word: 'Both', says: 'Callers and what is called' },
  callers: { word: 'Callers', says: 'Only who calls it, and who calls them: downstream in Envoy’s words' },
  called: { word: 'Called', says: 'Only what it calls, and what they call: upstream in Envoy’s words' },
};

interface FocusBarProps {
  readonly focus: FocusState;
  /** The graph that the focus is a part of. */
  readonly whole: TrafficGraph;
  readonly namespaces: readonly string[];
  readonly onNamespace: (namespace: string) => void;
}

const failingEdges = (graph: TrafficGraph | null): number =>
  graph?.edges.filter(({ health }) => health.status === 'failing').length ?? 0;

/** Where one is: the way back to the whole graph, how far the focus reaches and which way it looks. */
export function FocusBar({ focus, whole, namespaces, onNamespace }: FocusBarProps) {
  const { centre, hops, direction } = focus;
  const outside = failingEdges(whole) - failingEdges(focus.graph);
  return (
    <nav
      aria-label="Focus"
      className="flex max-w-full flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-line bg-surface p-0.5 shadow-float"
    >
      <Crumbs focus={focus} namespaces={namespaces} onNamespace={onNamespace} />
      {centre ? (
        <>
          <fieldset className="flex items-center" aria-label="Reach of the focus">
            {hopChoices.map((choice) => (
              <Button
                key={choice}
                className="min-w-7 justify-center"
                aria-pressed={choice === hops}
                aria-label={plural(choice, 'hop')}
                onClick={() => focus.change({ hops: choice })}
              >
                {choice}
              </Button>
            ))}
            <span className="pr-1 text-faint text-xs">{hops === 1 ? 'hop' : 'hops'}</span>
          </fieldset>
          <fieldset className="flex" aria-label="Direction of the focus">
            {focusDirections.map((choice) => (
              <Button
                key={choice}
                aria-pressed={choice === direction}
                title={directionNames[choice].says}
                onClick={() => focus.change({ direction: choice })}
              >
                {directionNames[choice].word}
              </Button>
            ))}
          </fieldset>
          <span className="tabular px-1 text-muted text-xs" role="status">
            {focus.graph?.nodes.length ?? 0} of {plural(whole.nodes.length, 'node')}
            {outside > 0 ? (
              <span className="text-warn"> · {plural(outside, 'failing edge')} outside</span>
            ) : null}
          </span>
        </>
      ) : null}
      <IconButton icon={X} label="Show the whole graph again" keys="Esc" onClick={focus.leave} />
    </nav>
  );
}

function Crumbs({
  focus,
  namespaces,
  onNamespace,
}: Pick<FocusBarProps, 'focus' | 'namespaces' | 'onNamespace'>) {
  const { centre } = focus;
  const within = namespaces.length === 0 ? 'Mesh' : namespaces.length === 1 ? namespaces[0] : 'Namespaces';
  const namespace = centre?.namespace ?? null;
  return (
    <ol className="flex min-w-0 items-center">
      <li>
        <Button onClick={focus.leave} title="Show the whole graph again">
          {within}
        </Button>
      </li>
      {namespace !== null && !(namespaces.length === 1 && namespaces[0] === namespace) ? (
        <li className="flex items-center">
          <Next />
          <Button onClick={() => onNamespace(namespace)} title={`Show the namespace ${namespace} alone`}>
            {namespace}
          </Button>
        </li>
      ) : null}
      <li className="flex min-w-0 items-center" aria-current="location">
        <Next />
        <span className="min-w-0 truncate px-2 font-medium">
          {centre ? nodeLabel(centre) : `${focus.id} is not on this graph: all of it is shown`}
        </span>
      </li>
    </ol>
  );
}

const Next = () => <ChevronRight size={12} aria-hidden className="shrink-0 text-faint" />;
