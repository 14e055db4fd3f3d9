import { boxesOf, boxKindOf, boxName, sharedBoxes } from '#lib/graph/boxes.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { type BoxKind, boxKinds } from '#lib/url/drawing-codec.ts';
import { closedNodeId } from './collapse.ts';
import type { SceneBox } from './scene.ts';
import { worst } from './severity.ts';
import { rateText, sumRates } from './sum-rates.ts';

export interface Boxing {
  /** The boxes that are drawn, an outer one before those within it. */
  readonly boxes: readonly SceneBox[];
  /** The boxes round a node of the scene, each within the one before it. */
  readonly of: (id: string) => readonly string[];
  /** Whether some of what a box holds stands for itself beside the node of the rest. */
  readonly isPartOpen: (box: string) => boolean;
}

/**
 * The boxes round what is drawn, each with the facts of all that it holds. A box round a single node is not drawn; its nodes
 * are then in the next box around.
 */
export function boxScenes(
  all: readonly GraphNode[],
  shown: readonly GraphNode[],
  hidden: ReadonlyMap<string, readonly GraphNode[]>,
  kinds: readonly BoxKind[],
): Boxing {
  // Only where something is closed does it matter what is open beside it.
  const open = new Set(hidden.size === 0 ? [] : shown.flatMap((node) => boxesOf(node, boxKinds)));
  const paths = new Map<string, readonly string[]>(shown.map((node) => [node.id, boxesOf(node, kinds)]));
  for (const [box, [first]] of hidden) {
    if (first) paths.set(closedNodeId(box), boxesRoundClosed(box, boxesOf(first, kinds), open.has(box)));
  }
  const shared = sharedBoxes([...paths.values()]);
  const of = (id: string) => (paths.get(id) ?? []).filter((box) => shared.has(box));
  const members = new Map<string, GraphNode[]>();
  for (const node of all) {
    for (const box of paths.get(node.id) ?? boxesOf(node, kinds)) {
      if (!shared.has(box)) continue;
      const known = members.get(box);
      if (known) known.push(node);
      else members.set(box, [node]);
    }
  }
  const several = new Set(all.map(({ cluster }) => cluster)).size > 1 && !kinds.includes('cluster');
  return {
    boxes: [...members]
      .sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
      .map(([box, nodes]) => boxScene(box, nodes, several)),
    of,
    isPartOpen: (box) => open.has(box),
  };
}

const rankOf = (box: string): number => boxKinds.indexOf(boxKindOf(box));

/** The node of what a box hides lies in it beside what it shows; one that stands for the whole box, in the boxes around. */
function boxesRoundClosed(box: string, path: readonly string[], partOpen: boolean): readonly string[] {
  const rank = rankOf(box);
  return path.filter((each) => (partOpen ? rankOf(each) <= rank : rankOf(each) < rank));
}

function boxScene(box: string, nodes: readonly GraphNode[], withCluster: boolean): SceneBox {
  const [first] = nodes;
  const name = boxName(box);
  const by = boxKindOf(box);
  return {
    id: box,
    by,
    title: withCluster && by === 'namespace' && first ? `${first.cluster}/${name}` : name,
    detail: rateText(sumRates(nodes.map((node) => node.inRate))),
    status: worst(nodes.map((node) => node.health.status)),
  };
}
