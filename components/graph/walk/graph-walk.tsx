'use client';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { asEdgeId, asNodeId } from '#lib/core/branded.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { boxIdOf } from '#lib/graph/boxes.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { jumpTo } from '#lib/graph/walk/jump.ts';
import { move, settle, standAt, standOn, startWalk, type Walk } from '#lib/graph/walk/walk.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import type { GraphCanvas, Target } from '../canvas/graph-canvas.ts';
import { closedBoxOf } from '../scene/collapse.ts';
import type { Scene } from '../scene/scene.ts';
import { standIn } from './stand-in.ts';
import { type Typed, typeKey } from './typed-name.ts';
import { useAreaKeys } from './use-area-keys.ts';
import { type WalkAct, walkAct } from './walk-keys.ts';
import { blockedText, placeName, walkText } from './walk-text.ts';

/** How far an arrow moves the view, in pixels. */
const stride = 80;
const strides: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: stride, y: 0 },
  ArrowRight: { x: -stride, y: 0 },
  ArrowUp: { x: 0, y: stride },
  ArrowDown: { x: 0, y: -stride },
};

const hint = 'Arrow keys go along edges, Enter inspects, ? lists the keys.';
const typeHint = 'Type the name of a node.';

interface GraphWalkProps {
  /** The part of the page whose keys are heard. */
  readonly area: RefObject<HTMLElement | null>;
  readonly canvas: RefObject<GraphCanvas | null>;
  readonly scene: Scene;
  readonly graph: TrafficGraph;
  readonly selection: Selection | null;
  readonly inspect: (selection: Selection) => void;
  readonly focus: (id: NodeId) => void;
  readonly toggle: (box: string) => void;
  readonly menu: (target: Target, at: Point) => void;
}

const targetOf = (walk: Walk): Target =>
  walk.onEdge && walk.step ? { kind: 'edge', id: walk.step.edge } : { kind: 'node', id: walk.node };

/** Goes over the graph by keys: says where one stands, rings it and brings it into sight. The list has the same edges. */
export function GraphWalk(props: GraphWalkProps) {
  const { area, canvas, scene, graph } = props;
  const [kept, setWalk] = useState<Walk | null>(null);
  const [said, setSaid] = useState('');
  const [typed, setTyped] = useState<Typed>(null);
  const [ringed, setRinged] = useState(false);
  const here = kept && settle(scene, kept, (id) => standIn(id, scene, graph));
  const selected = useSelectedElsewhere(props.selection);

  const stand = (walk: Walk | null) => {
    setWalk(walk);
    setRinged(true);
    setSaid(walk ? walkText(walk, scene, graph) : 'There is nothing on the graph.');
  };
  const go = (by: WalkAct, key: string) => {
    const { x, y } = strides[key] ?? { x: 0, y: 0 };
    if (by === 'pan') return canvas.current?.panBy(x, y);
    if (by === 'jump') {
      setTyped('');
      return setSaid(typeHint);
    }
    const begun = begin(scene, selected.take()) ?? here;
    const walk = begun ?? startWalk(scene);
    // The first key of a walk shows where it begins.
    if (!walk || begun === null) return stand(walk);
    if (by === 'inspect' || by === 'toggle' || by === 'focus' || by === 'menu') {
      const word = actOn(walk, by, props, selected.walked);
      return word ? setSaid(word) : undefined;
    }
    const next = move(scene, walk, by);
    stand(next ?? walk);
    if (!next) setSaid(blockedText(walk, by, scene, graph));
  };
  const type = (key: string): boolean => {
    if (typed === null) return false;
    const { text, again, used } = typeKey(typed, key);
    setTyped(text);
    if (text === null || !used) return used;
    const names = scene.nodes.map(({ id }) => ({ id, name: placeName(id, scene, graph) }));
    const id = jumpTo(names, text, here?.node ?? null, again);
    if (id) stand(standAt(scene, id));
    else setSaid(text === '' ? typeHint : `No node has ${text} in its name.`);
    return true;
  };

  useAreaKeys(area, {
    onKey: (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const done = plain && type(event.key);
      const by = done ? null : walkAct(event);
      if (!done && by === null) return;
      event.preventDefault();
      if (by) go(by, event.key);
    },
    onCome: () => {
      setRinged(true);
      setSaid(here ? walkText(here, scene, graph) : hint);
    },
    onLeave: () => {
      setRinged(false);
      setTyped(null);
      setSaid('');
    },
    onPoint: () => setRinged(false),
  });

  // What one stood on is drawn no more, or its namespace was opened.
  useEffect(() => {
    if (!kept || !here || kept.node === here.node) return;
    setWalk(here);
    setSaid(walkText(here, scene, graph));
  });
  const target = ringed && here ? targetOf(here) : null;
  const ring = target ? `${target.kind} ${target.id}` : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ring names the target
  useEffect(() => canvas.current?.ring(target), [canvas, ring]);

  return <Told said={said} typed={typed} />;
}

/** A selection that was made elsewhere since one walked last: the walk goes on from there. */
function useSelectedElsewhere(selection: Selection | null) {
  const known = useRef<string | null>(null);
  return {
    take: (): Selection | null => {
      const fresh = selection?.id !== known.current ? selection : null;
      known.current = selection?.id ?? null;
      return fresh;
    },
    walked: (id: string) => {
      known.current = id;
    },
  };
}

function begin(scene: Scene, selected: Selection | null): Walk | null {
  if (!selected) return null;
  const line = scene.edges.find(({ id, members }) => [id, ...members].includes(selected.id));
  if (line) return standOn(scene, line);
  return scene.nodes.some(({ id }) => id === selected.id) ? standAt(scene, selected.id) : null;
}

/** Does something with where one stands; a word on why not. */
function actOn(
  walk: Walk,
  by: 'inspect' | 'toggle' | 'focus' | 'menu',
  { scene, graph, canvas, ...to }: GraphWalkProps,
  walked: (id: string) => void,
): string | null {
  const target = targetOf(walk);
  const node = graph.nodes.find(({ id }) => id === walk.node);
  const box = node ? boxIdOf('namespace', node) : closedBoxOf(walk.node);
  if (by === 'menu') {
    const at = canvas.current?.placeOf(target);
    if (at) to.menu(target, at);
    return null;
  }
  if (by === 'focus') {
    if (node) to.focus(node.id);
    return node ? null : 'What is closed has no neighbourhood: press o to open it.';
  }
  if (by === 'inspect' && target.kind === 'edge') {
    const [only, ...others] = scene.edges.find(({ id }) => id === target.id)?.members ?? [];
    if (!only || others.length > 0)
      return `This line stands for ${others.length + 1} edges: press o to open what is closed at its end.`;
    walked(only);
    to.inspect({ kind: 'edge', id: asEdgeId(only) });
    return null;
  }
  if (by === 'inspect' && node) {
    walked(node.id);
    to.inspect({ kind: 'node', id: asNodeId(node.id) });
    return null;
  }
  if (box === null) return `${placeName(walk.node, scene, graph)} is in no namespace.`;
  to.toggle(box);
  return null;
}

function Told({ said, typed }: { said: string; typed: Typed }) {
  return (
    <p
      role="status"
      className="pointer-events-none absolute bottom-3 left-4 z-20 flex max-w-[60%] items-baseline gap-2"
    >
      {typed !== null ? (
        <kbd className="rounded-md border border-line-strong bg-raised px-2 py-1 font-mono text-xs shadow-float">
          {typed === '' ? '…' : typed}
        </kbd>
      ) : null}
      {said === '' ? null : (
        <span className="truncate rounded-md border border-line bg-raised px-2.5 py-1 text-xs shadow-float">
          {said}
        </span>
      )}
    </p>
  );
}
