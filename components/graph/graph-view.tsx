'use client';
import { Suspense, useState } from 'react';
import { Inspector } from './graph-parts.tsx';
import { GraphStage } from './graph-stage.tsx';
import { GraphToolbars } from './graph-toolbars.tsx';
import { EdgeDrawer } from './list/edge-drawer.tsx';
import { useGraphCommands } from './use-graph-commands.ts';
import { useGraphDrawn } from './use-graph-drawn.ts';
import { useGraphShown } from './use-graph-shown.ts';
import type { GraphViewState, SetGraphView } from './view-state.ts';

interface GraphViewProps {
  readonly state: GraphViewState;
  readonly setState: SetGraphView;
}

/** The graph page: canvas, list of the same edges, inspector. */
export function GraphView({ state, setState }: GraphViewProps) {
  const shown = useGraphShown(state, setState);
  const drawn = useGraphDrawn(shown, state, setState);
  const [findOpen, setFindOpen] = useState(false);
  useGraphCommands(shown, drawn, state, setState, () => setFindOpen(true));
  const { response, selection, select } = shown;
  return (
    <div className="flex h-full">
      <div className="flex min-w-0 flex-1 flex-col">
        <GraphStage shown={shown} drawn={drawn} animate={state.animate}>
          {response ? (
            <GraphToolbars
              shown={shown}
              drawn={drawn}
              response={response}
              state={state}
              setState={setState}
              find={{ open: findOpen, setOpen: setFindOpen }}
            />
          ) : null}
        </GraphStage>
        <EdgeDrawer
          rows={response ? shown.rows : null}
          waiting={shown.loaded.state === 'loading'}
          open={state.list}
          onOpen={(list) => setState({ list })}
          columns={shown.columns}
          sort={state.sort}
          onSort={(sort) => setState({ sort })}
          words={drawn.words}
          onWords={drawn.setWords}
          chosen={selection?.kind === 'edge' ? selection.id : null}
          onChoose={(id) => select({ kind: 'edge', id })}
          found={shown.foundEdges}
        />
      </div>
      {selection ? (
        <Suspense>
          <Inspector selection={selection} time={shown.time} onSelect={select} />
        </Suspense>
      ) : null}
    </div>
  );
}
