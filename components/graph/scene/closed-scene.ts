import { middleEllipsis, plural } from '#lib/format/ellipsis.ts';
import { boxKindOf, boxName } from '#lib/graph/boxes.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import type { Boxing } from './box-scenes.ts';
import { changeOfAll, type SceneChanges } from './change.ts';
import { closedNodeId } from './collapse.ts';
import { longestTitle, widthOf } from './node-scene.ts';
import type { SceneNode } from './scene.ts';
import { highestFinding, worst } from './severity.ts';

/** The one node for what a closed box hides, with the facts that its box would have, and a count. */
export function closedScene(
  box: string,
  hidden: readonly GraphNode[],
  boxing: Boxing,
  { changes, findings }: { readonly changes: SceneChanges | null; readonly findings: boolean },
): SceneNode {
  const whole = !boxing.isPartOpen(box);
  const name = boxName(box);
  const title = whole ? middleEllipsis(name, longestTitle) : `${hidden.length} more`;
  const chip = whole ? String(hidden.length) : null;
  const count = (level: 'error' | 'warning') =>
    hidden.reduce((sum, node) => sum + (node.findings[level] ?? 0), 0);
  const finding = findings ? highestFinding({ error: count('error'), warning: count('warning') }) : null;
  const id = closedNodeId(box);
  return {
    id,
    boxes: boxing.of(id),
    kind: boxKindOf(box),
    gateway: false,
    title,
    name: `${name}: ${plural(hidden.length, 'node')}`,
    chip,
    status: worst(hidden.map((node) => node.health.status)),
    finding,
    marks: [],
    rank: null,
    presence: 'here',
    change: changeOfAll(
      changes,
      hidden.map((node) => node.id),
    ),
    width: widthOf(title, chip, finding !== null) + 10,
    height: 36,
    node: null,
    members: hidden.map((node) => node.id),
  };
}
