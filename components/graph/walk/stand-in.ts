import { boxesOf } from '#lib/graph/boxes.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { boxKinds } from '#lib/url/drawing-codec.ts';
import { closedBoxOf } from '../scene/collapse.ts';
import type { Scene } from '../scene/scene.ts';

/** What is drawn for a node that is not: the closed box over it; for a box that has been opened, the first node in it. */
export function standIn(id: string, { nodes }: Scene, graph: TrafficGraph): string | null {
  const over = nodes.find(({ members }) => members.some((member) => member === id));
  const box = closedBoxOf(id);
  if (over || box === null) return over?.id ?? null;
  const inside = new Set(
    graph.nodes.filter((node) => boxesOf(node, boxKinds).includes(box)).map((node) => node.id),
  );
  const found = nodes.find(({ node, members }) =>
    (node === null ? members : [node]).some((each) => inside.has(each)),
  );
  return found?.id ?? null;
}
