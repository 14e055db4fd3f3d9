'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Loadable } from '#components/data/loadable.ts';
import { useDeclared } from '#components/data/use-declared.ts';
import type { DeclaredResponse } from '#lib/api/graph-contract.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { LayerMark, layerMark } from '#lib/graph/declared/layer-mark.ts';
import type { NodeFacts } from '#lib/graph/find/node-facts.ts';
import { declaredLayers } from '#lib/url/declared-layers.ts';
import { type Layer, layersShown } from '#lib/url/layer-codec.ts';
import { useEngine } from '../find/use-find.ts';
import type { PlateLayers } from '../scene/plate.ts';
import type { GraphViewState } from '../view-state.ts';

type Marks = (edge: EdgeId) => readonly LayerMark[] | null;

export interface LayersState {
  /** The layers that are on. */
  readonly shown: readonly Layer[];
  /** What is drawn of them. */
  readonly onPlates: PlateLayers;
  /** What the declared layers say of an edge, whichever of them are on; null until it is known. */
  readonly marksOf: Marks;
  /** What the configuration says of nodes; null where it was not asked for, or is not known yet. */
  readonly facts: ReadonlyMap<NodeId, NodeFacts> | null;
  /** Asks for them before a whole expression does: to offer what can be written. */
  readonly askFacts: () => void;
  /** Null while nothing that is shown needs it. */
  readonly answer: Loadable<DeclaredResponse> | null;
}

type Asking = Pick<GraphViewState, 'layers' | 'labels' | 'find' | 'hide'>;

const notKnown: Marks = () => null;

/**
 * The layers over the graph. What is declared is asked for when a layer or a column of the list (`columns`) shows it, or an
 * expression asks for it.
 */
export function useLayers(state: Asking, t: TimeSelection, columns: readonly string[]): LayersState {
  const { layers, labels, find, hide } = state;
  const shown = useMemo(() => layersShown(layers, labels), [layers, labels]);
  const engine = useEngine(find !== '' || hide !== '');
  const expressed = engine !== null && (engine.asksForFacts(find) || engine.asksForFacts(hide));
  const [offered, setOffered] = useState(false);
  const askFacts = useCallback(() => setOffered(true), []);
  const marked = declaredLayers.some((layer) => shown.includes(layer) || columns.includes(layer));
  const answer = useDeclared(t, marked || expressed || offered);
  const mark = useLayerMark(marked);
  const data = answer?.state === 'ready' ? answer.data : null;
  const marksOf = useMemo(() => (mark && data ? marksIn(data, mark) : notKnown), [mark, data]);
  // The keys were made of ids of nodes.
  const facts = useMemo(
    () => (data ? new Map(Object.entries(data.nodes) as [NodeId, NodeFacts][]) : null),
    [data],
  );
  const onPlates = useMemo(
    () => ({
      shown,
      marksOf: (edge: EdgeId) => (marksOf(edge) ?? []).filter(({ layer }) => shown.includes(layer)),
    }),
    [shown, marksOf],
  );
  return { shown, onPlates, marksOf, facts, askFacts, answer };
}

/** Made when they are first asked for: of most edges nothing is drawn. */
function marksIn({ edges }: DeclaredResponse, mark: typeof layerMark): Marks {
  const made = new Map<EdgeId, readonly LayerMark[]>();
  return (id) => {
    const known = made.get(id);
    if (known) return known;
    const layers = edges[id];
    const marks = layers ? declaredLayers.flatMap((layer) => mark(layer, layers) ?? []) : [];
    made.set(id, marks);
    return marks;
  };
}

/** The words come with the first layer that needs them. */
function useLayerMark(wanted: boolean): typeof layerMark | null {
  const [mark, setMark] = useState<{ readonly mark: typeof layerMark } | null>(null);
  useEffect(() => {
    if (!wanted || mark) return;
    let left = false;
    void import('#lib/graph/declared/layer-mark.ts').then((module) => {
      if (!left) setMark({ mark: module.layerMark });
    });
    return () => {
      left = true;
    };
  }, [wanted, mark]);
  return mark?.mark ?? null;
}
