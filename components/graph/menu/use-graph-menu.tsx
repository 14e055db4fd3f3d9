'use client';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import type { Target } from '../canvas/graph-canvas.ts';
import { copyAndSay } from '../said.tsx';
import type { Scene } from '../scene/scene.ts';
import type { MenuSubject } from './menu-subject.ts';
import { useMenuKey } from './use-menu-key.ts';

export const loadGraphMenu = () => Promise.all([import('./graph-menu.tsx'), import('./menu-subject.ts')]);
const GraphMenu = lazy(() => import('./graph-menu.tsx').then((module) => ({ default: module.GraphMenu })));

export interface GraphMenuActions {
  readonly inspect: (selection: Selection) => void;
  readonly focus: (id: NodeId) => void;
  /** Narrows the edge list to these words, and opens it. */
  readonly list: (words: string) => void;
  readonly find: (expression: string) => void;
  readonly toggle: (box: string) => void;
  readonly namespace: (namespace: string) => void;
  readonly say: (text: string) => void;
}

interface GraphMenuOptions extends GraphMenuActions {
  readonly graph: TrafficGraph | null;
  readonly scene: Scene | null;
  readonly selection: Selection | null;
  readonly time: TimeSelection;
  readonly isCollapsed: (box: string) => boolean;
  /** Where an element is in the window; null for one that is not drawn. */
  readonly placeOf: (target: Target) => Point | null;
}

interface Asked {
  readonly subject: MenuSubject;
  readonly at: Point;
  /** How many menus were asked for: each is a new one. */
  readonly turn: number;
}

/** The menu of an element, by the pointer or by the menu key on the selection. */
export function useGraphMenu(options: GraphMenuOptions): {
  readonly open: (target: Target, at: Point) => void;
  readonly menu: ReactNode;
} {
  const { graph, scene, selection } = options;
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = (target: Target, at: Point) => {
    if (!graph || !scene) return;
    void loadGraphMenu().then(([, { subjectOf }]) => {
      const subject = subjectOf(target, graph, scene);
      setAsked((last) => subject && { subject, at, turn: (last?.turn ?? 0) + 1 });
    });
  };
  useMenuKey(() => {
    if (!selection) return false;
    open(selection, options.placeOf(selection) ?? { x: window.innerWidth / 3, y: window.innerHeight / 3 });
    return true;
  });
  const menu = asked ? (
    <Suspense>
      <GraphMenu
        key={asked.turn}
        subject={asked.subject}
        at={asked.at}
        time={options.time}
        isCollapsed={options.isCollapsed}
        onInspect={options.inspect}
        onFocus={options.focus}
        onList={options.list}
        onFind={options.find}
        onToggle={options.toggle}
        onNamespace={options.namespace}
        onCopy={(text, what) => void copyAndSay(text, what, options.say)}
        onClose={() => setAsked(null)}
      />
    </Suspense>
  ) : null;
  return { open, menu };
}
