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
  changes: SceneChanges | null,
): SceneNode {
  const whole = !boxing.isPartOpen(box);
  const name = boxName(box);
  const title = whole ? middleEllipsis(name, longestTitle) : `${hidden.length} more`;
  const chip = whole ? String(hidden.length) : null;
  const finding = highestFinding({
    error: hidden.reduce((sum, node) => sum + (node.findings.error ?? 0), 0),
    warning: hidden.reduce((sum, node) => sum + (node.findings.warning ?? 0), 0),
  });
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
