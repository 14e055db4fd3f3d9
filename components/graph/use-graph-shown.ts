'use client';
import { useCallback, useMemo } from 'react';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraph } from '#components/data/use-api.ts';
import { useGraphAsked } from '#components/data/use-graph-asked.ts';
import { useSelection } from '#components/data/use-selection.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import { useFind } from './find/use-find.ts';
import { useFocus } from './focus/use-focus.ts';
import { useLayers } from './layers/use-layers.ts';
import { edgeRows } from './list/edge-row.ts';
import { useListColumns } from './list/use-list-columns.ts';
import { useMeasured } from './measured/use-measured.ts';
import { buildScene } from './scene/build-scene.ts';
import { foundInScene } from './scene/found.ts';
import { useChangesTold } from './use-changes-told.ts';
import { useCollapse } from './use-collapse.ts';
import { usePresences } from './use-presences.ts';
import { useViewName } from './use-view-name.ts';
import type { GraphViewState, SetGraphView } from './view-state.ts';

const noColumns: readonly string[] = [];

/** From the link and the newest answer to what is to be drawn and listed: the graph, its part in focus, what is found, the scene. */
export function useGraphShown(state: GraphViewState, setState: SetGraphView) {
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
  const { presences: shown, ranks, found } = finding;
  const { labels, boxes, edges } = state;
  const { onPlates, marksOf } = layers;
  const scene = useMemo(
    () =>
      shown &&
      buildScene(shown, {
        labels,
        extrasOf,
        layers: onPlates,
        boxes,
        edges,
        ranks,
        isCollapsed,
        selected: new Set([selection?.id, focus.id].filter((id) => id != null)),
      }),
    [shown, labels, extrasOf, onPlates, boxes, edges, ranks, isCollapsed, selection, focus.id],
  );
  const rows = useMemo(
    () => (finding.graph ? edgeRows(finding.graph, extrasOf, marksOf) : []),
    [finding.graph, extrasOf, marksOf],
  );
  const foundElements = useMemo(() => (scene && found ? foundInScene(scene, found) : null), [scene, found]);
  const foundEdges = useMemo(() => (found ? new Set(found.edges) : null), [found]);
  return {
    time: time.selection,
    frozen,
    namespaces,
    setNamespaces,
    services,
    setServices,
    asked,
    setAsked,
    selection,
    select,
    loaded,
    response,
    view,
    presences,
    changesTold,
    focus,
    collapse,
    columns,
    measured,
    layers,
    finding,
    scene,
    rows,
    foundElements,
    foundEdges,
  };
}

export type GraphShown = ReturnType<typeof useGraphShown>;
