'use client';
import { useEffect, useMemo, useState } from 'react';
import { asEdgeId, asNodeId } from '#lib/core/branded.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import type { Target } from './canvas/graph-canvas.ts';
import { useGraphMenu } from './menu/use-graph-menu.tsx';
import { useSaid } from './said.tsx';
import { closedBoxOf } from './scene/collapse.ts';
import { useBeyond } from './use-beyond.ts';
import { useCanvas } from './use-canvas.ts';
import type { GraphShown } from './use-graph-shown.ts';
import { boxesName } from './use-view-name.ts';
import type { GraphViewState, SetGraphView } from './view-state.ts';

const targetOf = (selection: Selection | null): Target | null =>
  selection === null ? null : { kind: selection.kind, id: selection.id };

/** The canvas at what is shown, and what presses on it do: select, open, ask for the menu, hover. */
export function useGraphDrawn(shown: GraphShown, state: GraphViewState, setState: SetGraphView) {
  const { presences, scene, selection, select, focus, collapse, view } = shown;
  const [hovered, setHovered] = useState<{ readonly target: Target; readonly at: Point } | null>(null);
  const [words, setWords] = useState('');
  const { say, said } = useSaid();
  const chosen = useMemo(() => targetOf(selection), [selection]);
  const isNode = ({ kind, id }: Target) =>
    kind === 'node' && (presences?.graph.nodes.some((node) => node.id === id) ?? false);
  const isEdge = ({ kind, id }: Target) =>
    kind === 'edge' && (presences?.graph.edges.some((edge) => edge.id === id) ?? false);

  const toggleBox = (box: string) => {
    drawn.relayoutNext();
    collapse.toggle(box);
  };
  const open = (target: Target) => {
    if (isNode(target)) {
      focus.focusOn(asNodeId(target.id));
      return;
    }
    const box = target.kind === 'box' ? target.id : closedBoxOf(target.id);
    if (box !== null) toggleBox(box);
  };
  const press = (target: Target | null) => {
    if (target === null) {
      if (selection) select(null);
    } else if (isNode(target)) select({ kind: 'node', id: asNodeId(target.id) });
    else if (isEdge(target)) select({ kind: 'edge', id: asEdgeId(target.id) });
  };
  const drawn = useCanvas(scene, `${view}${boxesName(state.boxes)}`, focus.part, chosen, {
    onPress: press,
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
    void shown.setNamespaces([namespace]);
  };
  const menu = useGraphMenu({
    graph: presences?.graph ?? null,
    scene,
    selection,
    time: shown.time,
    isCollapsed: collapse.isCollapsed,
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
  const { foundElements } = shown;
  useEffect(() => canvas.current?.find(foundElements), [canvas, foundElements]);
  return {
    ...drawn,
    beyond,
    hovered,
    words,
    setWords,
    say,
    said,
    menu,
    toggleBox,
    showNamespace,
    zoom: (factor: number) => canvas.current?.zoomBy(factor),
    fit: () => canvas.current?.fit(),
  };
}

export type GraphDrawn = ReturnType<typeof useGraphDrawn>;
