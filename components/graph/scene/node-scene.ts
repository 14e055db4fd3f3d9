import { middleEllipsis } from '#lib/format/ellipsis.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { nodeName, nodeVersion } from './node-name.ts';
import { type Presences, presenceOf } from './presence.ts';
import type { SceneNode } from './scene.ts';
import { highestFinding } from './severity.ts';

/** Titles longer than so many letters are shortened in their middle. */
export const longestTitle = 26;
const nodeHeight = 32;

/** Room for glyph, title, chip and the mark of findings, which change with the configuration alone; the title is measured by its letters, not by a font. */
export const widthOf = (title: string, chip: string | null, mark: boolean): number =>
  Math.round(44 + title.length * 6.9 + (chip ? 14 + chip.length * 6.4 : 0) + (mark ? 18 : 0));

/** A node that stands for itself. */
export function nodeScene(
  node: GraphNode,
  boxes: readonly string[],
  presences: Presences,
  shown: { readonly ranks: ReadonlyMap<string, number> | null; readonly findings: boolean },
): SceneNode {
  const title = middleEllipsis(nodeName(node), longestTitle);
  const version = nodeVersion(node);
  const finding = shown.findings ? highestFinding(node.findings) : null;
  return {
    id: node.id,
    boxes,
    kind: node.kind,
    gateway: node.gateway || node.waypoint,
    title,
    name: node.name,
    chip: version,
    status: node.health.status,
    finding,
    marks: node.marks,
    rank: shown.ranks?.get(node.id) ?? null,
    presence: presenceOf(presences, node.id),
    change: presences.changes?.get(node.id) ?? null,
    width: widthOf(title, version, finding !== null),
    height: node.kind === 'service' ? 28 : nodeHeight,
    node: node.id,
    members: [],
  };
}
