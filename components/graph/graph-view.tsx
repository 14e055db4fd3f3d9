'use client';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { contracts } from '#components/data/contracts.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraph } from '#components/data/use-api.ts';
import { useGraphAsked } from '#components/data/use-graph-asked.ts';
import { useSelection } from '#components/data/use-selection.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import { useCommands } from '#components/shell/commands.tsx';
import { asEdgeId, asNodeId } from '#lib/core/branded.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import type { Target } from './canvas/graph-canvas.ts';
import { ExportButton } from './export/export-button.tsx';
import { useFind } from './find/use-find.ts';
import { useFocus } from './focus/use-focus.ts';
import { GraphSkeleton } from './graph-skeleton.tsx';
import { hasTroubles } from './graph-troubles.ts';
import { LayersButton } from './layers/layers-button.tsx';
import { useLayers } from './layers/use-layers.ts';
import { Legend } from './legend/legend.tsx';
import { EdgeDrawer, loadEdgeTable } from './list/edge-drawer.tsx';
import { edgeRows } from './list/edge-row.ts';
import { useListColumns } from './list/use-list-columns.ts';
import { isToldOf, useMeasured } from './measured/use-measured.ts';
import { loadGraphMenu, useGraphMenu } from './menu/use-graph-menu.tsx';
import { useSaid } from './said.tsx';
import { buildScene } from './scene/build-scene.ts';
import { closedBoxOf } from './scene/collapse.ts';
import { foundInScene } from './scene/found.ts';
import { useAhead } from './use-ahead.ts';
import { useBeyond } from './use-beyond.ts';
import { useCanvas } from './use-canvas.ts';
import { useChangesTold } from './use-changes-told.ts';
import { useCollapse } from './use-collapse.ts';
import { usePresences } from './use-presences.ts';
import { boxesName, useViewName } from './use-view-name.ts';
import { ViewOptions } from './view-options.tsx';
import type { GraphViewState, SetGraphView } from './view-state.ts';
import { ViewsButton } from './views/views-button.tsx';
import { ZoomBar } from './zoom-bar.tsx';

const loadInspector = () => import('../inspector/inspector.tsx');
const Inspector = lazy(() => loadInspector().then((module) => ({ default: module.Inspector })));

const loadWalk = () => import('./walk/graph-walk.tsx');
const GraphWalk = lazy(() => loadWalk().then((module) => ({ default: module.GraphWalk })));

/** What the first press on an element or on the list needs. */
const loadAhead = () =>
  void Promise.allSettled([
    loadInspector(),
    contracts.details(),
    loadEdgeTable(),
    loadGraphMenu(),
    loadWalk(),
    loadHover(),
  ]);

const WalkKeyList = lazy(() =>
  import('./walk/walk-key-list.tsx').then((module) => ({ default: module.WalkKeyList })),
);

const loadHover = () => import('./hover-card.tsx');
const HoverCard = lazy(() => loadHover().then((module) => ({ default: module.HoverCard })));
const Announced = lazy(() => import('./announced.tsx').then((module) => ({ default: module.Announced })));
const Failure = lazy(() =>
  import('#components/ui/failure.tsx').then((module) => ({ default: module.Failure })),
);
const GraphNotices = lazy(() =>
  import('./graph-notices.tsx').then((module) => ({ default: module.GraphNotices })),
);
const FindBar = lazy(() => import('./find/find-bar.tsx').then((module) => ({ default: module.FindBar })));
const FocusBar = lazy(() => import('./focus/focus-bar.tsx').then((module) => ({ default: module.FocusBar })));
const DrawingOptions = lazy(() =>
  import('./drawing/drawing-options.tsx').then((module) => ({ default: module.DrawingOptions })),
);
const EdgesNote = lazy(() =>
  import('./drawing/edges-note.tsx').then((module) => ({ default: module.EdgesNote })),
);
const MeasuredNotice = lazy(() =>
  import('./measured/measured-notice.tsx').then((module) => ({ default: module.MeasuredNotice })),
);
const TrafficMotion = lazy(() =>
  import('./traffic/traffic-motion.tsx').then((module) => ({ default: module.TrafficMotion })),
);
const MiniMap = lazy(() => import('./mini-map/mini-map.tsx').then((module) => ({ default: module.MiniMap })));
const EmptyGraph = lazy(() => import('./empty-graph.tsx').then((module) => ({ default: module.EmptyGraph })));

interface GraphViewProps {
  readonly state: GraphViewState;
  readonly setState: SetGraphView;
}

const noColumns: readonly string[] = [];

const targetOf = (selection: Selection | null): Target | null =>
  selection === null ? null : { kind: selection.kind, id: selection.id };

/** The graph page: canvas, list of the same edges, inspector. */
export function GraphView({ state, setState }: GraphViewProps) {
  const time = useTime();
  const [namespaces, setNamespaces] = useNamespaces();
  const [services, setServices] = useServicesShown();
  const [asked, setAsked] = useGraphAsked();
  const { selection, set: select } = useSelection();
  const loaded = useGraph(time.selection, namespaces, services);
  const response = loaded.state === 'ready' ? loaded.data : null;
  const frozen = time.selection.at !== null;
  const view = useViewName(loaded.state === 'ready' && loaded.previous);
  const shownOf = `${view} ${time.selection.window} ${time.selection.at}`;
  const presences = usePresences(response?.graph ?? null, shownOf, frozen);
  const changesTold = useChangesTold(response?.graph ?? null, shownOf, frozen);
  const setToggled = useCallback(
    (toggled: { expanded: readonly string[]; collapsed: readonly string[] }) => setState(toggled),
    [setState],
  );
  const focus = useFocus(presences, response?.graph ?? null);
  const collapse = useCollapse(focus.graph, `${view}${focus.part}`, state, setToggled);
  const { isCollapsed } = collapse;
  const columns = useListColumns(state.sort);
  const measured = useMeasured(response?.graph ?? null, time.selection, state, columns.shown);
  const { extrasOf } = measured;
  const layers = useLayers(state, time.selection, state.list ? columns.shown : noColumns);
  const finding = useFind(
    focus.graph,
    focus.presences,
    namespaces,
    { ...state, facts: layers.facts },
    measured.values,
  );
  const { presences: shown } = finding;
  const scene = useMemo(
    () =>
      shown &&
      buildScene(shown, {
        labels: state.labels,
        extrasOf,
        layers: layers.onPlates,
        boxes: state.boxes,
        edges: state.edges,
        ranks: finding.ranks,
        isCollapsed,
        selected: new Set([selection?.id, focus.id].filter((id) => id != null)),
      }),
    [
      shown,
      state.labels,
      extrasOf,
      layers.onPlates,
      state.boxes,
      state.edges,
      finding.ranks,
      isCollapsed,
      selection,
      focus.id,
    ],
  );
  const rows = useMemo(
    () => (finding.graph ? edgeRows(finding.graph, extrasOf, layers.marksOf) : []),
    [finding.graph, extrasOf, layers.marksOf],
  );
  const { found } = finding;
  const foundElements = useMemo(() => (scene && found ? foundInScene(scene, found) : null), [scene, found]);
  const foundEdges = useMemo(() => (found ? new Set(found.edges) : null), [found]);
  const [findOpen, setFindOpen] = useState(false);
  const findShown = findOpen || state.find !== '' || state.hide !== '';
  const [words, setWords] = useState('');
  const { say, said } = useSaid();
  const [hovered, setHovered] = useState<{ readonly target: Target; readonly at: Point } | null>(null);
  const area = useRef<HTMLElement>(null);
  const [walked, setWalked] = useState(false);
  const chosen = useMemo(() => targetOf(selection), [selection]);

  const toggleBox = (box: string) => {
    drawn.relayoutNext();
    collapse.toggle(box);
  };
  const open = (target: Target) => {
    if (target.kind === 'node' && presences?.graph.nodes.some((node) => node.id === target.id)) {
      focus.focusOn(asNodeId(target.id));
      return;
    }
    const box = target.kind === 'box' ? target.id : closedBoxOf(target.id);
    if (box === null) return;
    toggleBox(box);
  };
  const drawn = useCanvas(scene, `${view}${boxesName(state.boxes)}`, focus.part, chosen, {
    onPress: (target) => {
      if (target?.kind === 'node' && presences?.graph.nodes.some((node) => node.id === target.id)) {
        select({ kind: 'node', id: asNodeId(target.id) });
      } else if (target?.kind === 'edge' && presences?.graph.edges.some((edge) => edge.id === target.id)) {
        select({ kind: 'edge', id: asEdgeId(target.id) });
      } else if (target === null && selection) select(null);
    },
    onOpen: open,
    onMenu: (target, at) => {
      setHovered(null);
      menu.open(target, at);
    },
    onHover: (target, at) => setHovered(target && { target, at }),
    onMoved: () => undefined,
  });

  const { canvas } = drawn;
  const beyond = useBeyond(canvas, scene !== null);
  const showNamespace = (namespace: string) => {
    if (focus.id) focus.leave();
    void setNamespaces([namespace]);
  };
  const menu = useGraphMenu({
    graph: presences?.graph ?? null,
    scene,
    selection,
    time: time.selection,
    isCollapsed,
    placeOf: (target) => canvas.current?.placeOf(target) ?? null,
    inspect: select,
    focus: focus.focusOn,
    list: (next) => {
      setWords(next);
      setState({ list: true });
    },
    find: (find) => setState({ find }),
    toggle: toggleBox,
    namespace: showNamespace,
    say,
  });
  useEffect(() => canvas.current?.find(foundElements), [canvas, foundElements]);

  const ahead = useAhead(scene !== null && !drawn.arranging, loadAhead);

  const zoom = (factor: number) => drawn.canvas.current?.zoomBy(factor);
  const fit = () => drawn.canvas.current?.fit();
  useCommands([
    { id: 'fit', title: 'Show the whole graph', keys: 'f', run: fit },
    { id: 'relayout', title: 'Lay the graph out again', keys: 'r', run: () => drawn.relayout() },
    {
      id: 'list',
      title: state.list ? 'Close the edge list' : 'Open the edge list',
      keys: 'l',
      run: () => setState({ list: !state.list }),
    },
    { id: 'find-hide', title: 'Find and hide on the graph', keys: 'h', run: () => setFindOpen(true) },
    { id: 'zoom-in', title: 'Zoom in', keys: '+', run: () => zoom(1.3) },
    { id: 'zoom-out', title: 'Zoom out', keys: '-', run: () => zoom(1 / 1.3) },
    ...(selection
      ? [{ id: 'focus', title: 'Focus on what is selected', keys: 'n', run: () => focusOnSelection() }]
      : []),
    { id: 'escape', title: 'Close the inspector, then the focus', keys: 'Escape', run: () => stepBack() },
  ]);
  const stepBack = () => {
    if (selection) select(null);
    else if (focus.id) focus.leave();
  };
  const focusOnSelection = () => {
    const edge = presences?.graph.edges.find(({ id }) => id === selection?.id);
    if (edge) focus.focusOn(edge.target);
    else if (selection?.kind === 'node') focus.focusOn(selection.id);
  };
  const chooseEdge = (id: EdgeId) => {
    select({ kind: 'edge', id });
  };
  const troubles = response && {
    response,
    failing: loaded.state === 'ready' ? loaded.failing : null,
    fellBack: drawn.fellBack,
  };
  const empty = response !== null && response.graph.nodes.length === 0;

  return (
    <div className="flex h-full">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1 bg-bg">
          <section
            ref={area}
            role="application"
            aria-roledescription="graph"
            aria-label={`Service graph, ${rows.length} edges. Arrow keys go along them, ? lists the keys. The edge list below has the same edges.`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it hears the keys of the walk
            tabIndex={0}
            onFocus={() => setWalked(true)}
            className="absolute inset-0 isolate overflow-hidden focus-visible:-outline-offset-2"
          >
            {/* The graph library makes its container `position: relative`: this one is sized by its parent. */}
            <div ref={drawn.host} className="size-full" />
          </section>
          {loaded.state === 'loading' ? <GraphSkeleton text="Asking for the traffic" /> : null}
          {loaded.state === 'ready' && drawn.arranging ? (
            <span className="absolute bottom-3 left-4 text-faint text-xs" role="status">
              Laying out {scene?.nodes.length} nodes
            </span>
          ) : null}
          {loaded.state === 'failed' ? (
            <div className="absolute inset-0 bg-bg">
              <Suspense>
                <Failure
                  code={loaded.error.code}
                  title="The graph cannot be shown"
                  message={loaded.error.message}
                  cure={loaded.error.cure}
                  requestId={loaded.error.requestId}
                />
              </Suspense>
            </div>
          ) : null}
          <Suspense>{state.animate && scene ? <TrafficMotion canvas={canvas} /> : null}</Suspense>
          <Suspense>{empty ? <EmptyGraph namespaces={namespaces} /> : null}</Suspense>
          {response ? (
            <>
              <div className="pointer-events-none absolute top-3 left-3 flex flex-col gap-2 *:pointer-events-auto *:self-start">
                <ViewOptions
                  labels={state.labels}
                  onLabels={(labels) => setState({ labels })}
                  services={services}
                  onServices={(shown) => void setServices(shown)}
                  asked={asked}
                  onAsked={setAsked}
                  collapse={{ ...collapse, toggle: toggleBox }}
                  drawing={<DrawingOptions state={state} rankBy={finding.rankBy} onChange={setState} />}
                  onFind={findShown ? null : () => setFindOpen(true)}
                />
                {focus.id && presences ? (
                  <Suspense>
                    <FocusBar
                      focus={focus}
                      whole={presences.graph}
                      namespaces={namespaces}
                      onNamespace={showNamespace}
                    />
                  </Suspense>
                ) : null}
                {findShown ? (
                  <Suspense>
                    <FindBar
                      graph={response.graph}
                      state={finding}
                      layers={layers}
                      elements={foundElements ?? []}
                      find={state.find}
                      hide={state.hide}
                      onChange={setState}
                      asked={findOpen}
                      onShow={(element) => canvas.current?.reveal(element)}
                      onClose={() => {
                        setFindOpen(false);
                        setState({ find: '', hide: '' });
                      }}
                    />
                  </Suspense>
                ) : null}
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
                  <Suspense>
                    {troubles && hasTroubles(troubles) ? <GraphNotices {...troubles} /> : null}
                  </Suspense>
                </div>
              </div>
              <div className="absolute top-3 right-3 flex gap-2">
                <ViewsButton say={say} />
                <ExportButton
                  graph={finding.graph ?? response.graph}
                  namespaces={namespaces}
                  picture={() => canvas.current?.picture() ?? null}
                  arranging={drawn.arranging}
                  say={say}
                />
                <LayersButton
                  state={layers}
                  onLayers={(next) => setState({ layers: next })}
                  graph={asked.graph}
                  frozen={frozen}
                />
                <Legend />
              </div>
              <div className="absolute right-3 bottom-3 flex items-end gap-2">
                <Suspense>{beyond ? <MiniMap canvas={canvas} /> : null}</Suspense>
                <ZoomBar onZoom={zoom} onFit={fit} onRelayout={() => drawn.relayout()} />
              </div>
            </>
          ) : null}
          <Suspense>
            {hovered && presences && scene ? (
              <HoverCard
                {...hovered}
                graph={presences.graph}
                scene={scene}
                marksOf={layers.onPlates.marksOf}
              />
            ) : null}
          </Suspense>
          <Suspense>{ahead ? <WalkKeyList /> : null}</Suspense>
          {walked && scene && presences ? (
            <Suspense>
              <GraphWalk
                area={area}
                canvas={canvas}
                scene={scene}
                graph={presences.graph}
                selection={selection}
                inspect={select}
                focus={focus.focusOn}
                toggle={toggleBox}
                menu={menu.open}
              />
            </Suspense>
          ) : null}
          {menu.menu}
          {said}
          <p className="sr-only" aria-live="polite">
            <Suspense>
              {selection && response ? <Announced selection={selection} graph={response.graph} /> : null}
            </Suspense>
          </p>
          <p className="sr-only" aria-live="polite">
            {changesTold}
          </p>
        </div>
        <EdgeDrawer
          rows={response ? rows : null}
          open={state.list}
          onOpen={(list) => setState({ list })}
          columns={columns}
          sort={state.sort}
          onSort={(sort) => setState({ sort })}
          words={words}
          onWords={setWords}
          chosen={selection?.kind === 'edge' ? selection.id : null}
          onChoose={chooseEdge}
          found={foundEdges}
        />
      </div>
      {selection ? (
        <Suspense>
          <Inspector selection={selection} time={time.selection} onSelect={select} />
        </Suspense>
      ) : null}
    </div>
  );
}
