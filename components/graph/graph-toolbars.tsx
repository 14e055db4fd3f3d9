'use client';
import { Suspense } from 'react';
import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { ExportButton } from './export/export-button.tsx';
import {
  DrawingOptions,
  EdgesNote,
  FindBar,
  FocusBar,
  GraphNotices,
  MeasuredNotice,
  MiniMap,
} from './graph-parts.tsx';
import { hasTroubles } from './graph-troubles.ts';
import { LayersButton } from './layers/layers-button.tsx';
import { Legend } from './legend/legend.tsx';
import { isToldOf } from './measured/use-measured.ts';
import type { GraphDrawn } from './use-graph-drawn.ts';
import type { GraphShown } from './use-graph-shown.ts';
import { ViewOptions } from './view-options.tsx';
import type { GraphViewState, SetGraphView } from './view-state.ts';
import { ViewsButton } from './views/views-button.tsx';
import { ZoomBar } from './zoom-bar.tsx';

interface Finding {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

interface GraphToolbarsProps {
  readonly shown: GraphShown;
  readonly drawn: GraphDrawn;
  readonly response: GraphResponse;
  readonly state: GraphViewState;
  readonly setState: SetGraphView;
  readonly find: Finding;
}

/** What floats over the canvas: view and notices, layers and legend, zoom and mini-map. */
export function GraphToolbars(props: GraphToolbarsProps) {
  const { shown, drawn, response, setState } = props;
  const { finding, layers, asked, namespaces } = shown;
  const { canvas } = drawn;
  return (
    <>
      <div className="pointer-events-none absolute inset-x-3 top-3 flex flex-col gap-2 *:pointer-events-auto *:self-start">
        <ViewBar {...props} />
        <GraphTold {...props} />
      </div>
      <div className="absolute top-3 right-3 flex gap-2">
        <ViewsButton say={drawn.say} />
        <ExportButton
          graph={finding.graph ?? response.graph}
          namespaces={namespaces}
          picture={() => canvas.current?.picture() ?? null}
          arranging={drawn.arranging}
          say={drawn.say}
        />
        <LayersButton
          state={layers}
          onLayers={(next) => setState({ layers: next })}
          graph={asked.graph}
          frozen={shown.frozen}
        />
        <Legend />
      </div>
      <div className="absolute right-3 bottom-3 flex items-end gap-2">
        <Suspense>{drawn.beyond ? <MiniMap canvas={canvas} /> : null}</Suspense>
        <ZoomBar onZoom={drawn.zoom} onFit={drawn.fit} onRelayout={drawn.relayout} />
      </div>
    </>
  );
}

/** How the graph is drawn, the part in focus, and what is looked for. */
function ViewBar({ shown, drawn, response, state, setState, find }: GraphToolbarsProps) {
  const { presences, focus, finding, namespaces } = shown;
  const { canvas } = drawn;
  const findShown = find.open || state.find !== '' || state.hide !== '';
  return (
    <>
      <ViewOptions
        labels={state.labels}
        onLabels={(labels) => setState({ labels })}
        services={shown.services}
        onServices={(services) => void shown.setServices(services)}
        asked={shown.asked}
        onAsked={shown.setAsked}
        collapse={{ ...shown.collapse, toggle: drawn.toggleBox }}
        drawing={<DrawingOptions state={state} rankBy={finding.rankBy} onChange={setState} />}
        onFind={findShown ? null : () => find.setOpen(true)}
      />
      {focus.id && presences ? (
        <Suspense>
          <FocusBar
            focus={focus}
            whole={presences.graph}
            namespaces={namespaces}
            onNamespace={drawn.showNamespace}
          />
        </Suspense>
      ) : null}
      {findShown ? (
        <Suspense>
          <FindBar
            graph={response.graph}
            state={finding}
            layers={shown.layers}
            elements={shown.foundElements ?? []}
            find={state.find}
            hide={state.hide}
            onChange={setState}
            asked={find.open}
            onShow={(element) => canvas.current?.reveal(element)}
            onClose={() => {
              find.setOpen(false);
              setState({ find: '', hide: '' });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** What the graph does not show, and why. */
function GraphTold({ shown, drawn, response, state, setState }: GraphToolbarsProps) {
  const { scene, measured, loaded } = shown;
  const troubles = {
    response,
    failing: loaded.state === 'ready' ? loaded.failing : null,
    fellBack: drawn.fellBack,
  };
  return (
    <>
      {scene && scene.edges.length < scene.lines ? (
        <Suspense>
          <EdgesNote
            mode={state.edges}
            drawn={scene.edges.length}
            all={scene.lines}
            onAll={() => setState({ edges: 'all' })}
          />
        </Suspense>
      ) : null}
      {isToldOf(measured) ? (
        <Suspense>
          <MeasuredNotice measured={measured} />
        </Suspense>
      ) : null}
      <div aria-live="polite">
        <Suspense>{hasTroubles(troubles) ? <GraphNotices {...troubles} /> : null}</Suspense>
      </div>
    </>
  );
}
