import { middleEllipsis, plural } from '#lib/format/ellipsis.ts';
import { noData } from '#lib/format/number.ts';
import { formatErrorShare } from '#lib/format/share.ts';
import { boxKindOf } from '#lib/graph/boxes.ts';
import type { Health, TrafficGraph } from '#lib/graph/model.ts';
import type { Move, Walk } from '#lib/graph/walk/walk.ts';
import { startOf } from '#lib/graph/walk/walk-graph.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import { closedBoxOf } from '../scene/collapse.ts';
import { edgeErrorText, edgeRateText } from '../scene/edge-facts.ts';
import { nodeHeard } from '../scene/node-name.ts';
import type { Scene, SceneEdge } from '../scene/scene.ts';
import { statusWord } from '../status-word.tsx';

/** A name longer than this is cut in its middle: it is to be heard out. */
const longest = 60;

/** What a place on the scene is called. */
export function placeName(id: string, scene: Scene, graph: TrafficGraph): string {
  const node = graph.nodes.find((each) => each.id === id);
  if (node) return nodeHeard(node) || node.kind;
  const drawn = scene.nodes.find((each) => each.id === id);
  return middleEllipsis(drawn?.name ?? 'a node that is gone', longest);
}

const errors = ({ failed, total }: Pick<Health, 'failed' | 'total'>): string | null =>
  (failed ?? 0) > 0 ? `${formatErrorShare(failed, total)} errors` : null;

const closedKinds: Readonly<Record<BoxKind, string>> = {
  cluster: 'Cluster',
  namespace: 'Namespace',
  app: 'Application',
};

const join = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ');

const closedText = (id: string, scene: Scene, graph: TrafficGraph): string =>
  `${closedKinds[boxKindOf(closedBoxOf(id) ?? '')]} ${placeName(id, scene, graph)}`;

function nodeText(id: string, scene: Scene, graph: TrafficGraph): string {
  const drawn = scene.nodes.find((each) => each.id === id);
  const node = graph.nodes.find((each) => each.id === id);
  const status = drawn ? statusWord(drawn.status).toLowerCase() : null;
  if (!node) return join([closedText(id, scene, graph), 'closed', status]);
  const kind = node.kind === 'workload' ? null : node.kind;
  const gone = drawn?.change?.mark ?? (drawn?.presence === 'ghost' ? 'gone' : null);
  return join([placeName(id, scene, graph), kind, gone, status, errors(node.health)]);
}

function edgeText(line: SceneEdge, scene: Scene, graph: TrafficGraph): string {
  const ends = [line.source, line.target].map((end) => placeName(end, scene, graph)).join(' to ');
  const status = statusWord(line.status).toLowerCase();
  const edge = graph.edges.find(({ id }) => id === line.members[0]);
  if (line.change) return join([`Edge ${ends}`, line.change.mark, line.change.text, status]);
  if (line.members.length > 1 || !edge)
    return join([`${plural(line.members.length, 'edge')} ${ends}`, status]);
  const rate = edgeRateText(edge);
  const failed = (edge.health.failed ?? 0) > 0 ? `${edgeErrorText(edge)} errors` : null;
  return join([`Edge ${ends}`, edge.protocol, status, rate === noData ? null : rate, failed]);
}

/** Which of how many, and from where. */
function choiceText({ step, order, node }: Walk, scene: Scene, graph: TrafficGraph): string {
  const count = `${order.indexOf(step?.edge ?? node) + 1} of ${order.length}`;
  const line = scene.edges.find(({ id }) => id === step?.edge);
  if (!step || !line) return `node ${count}`;
  const from = placeName(startOf(line, step.way), scene, graph);
  return step.way === 'out' ? `edge ${count} from ${from}` : `edge ${count} into ${from}`;
}

/** Where a walk stands, in one sentence: `payment v2, failing, 12.4 % errors, edge 2 of 5 from checkout`. */
export function walkText(walk: Walk, scene: Scene, graph: TrafficGraph): string {
  const line = walk.onEdge ? scene.edges.find(({ id }) => id === walk.step?.edge) : undefined;
  const place = line ? edgeText(line, scene, graph) : nodeText(walk.node, scene, graph);
  return `${place}, ${choiceText(walk, scene, graph)}.`;
}

/** Why a move led nowhere. */
export function blockedText(walk: Walk, by: Move, scene: Scene, graph: TrafficGraph): string {
  const name = placeName(walk.node, scene, graph);
  switch (by) {
    case 'out':
      return `No edge leads on from ${name}.`;
    case 'in':
      return `No edge leads to ${name}.`;
    case 'edge':
      return `${name} has no edges.`;
    default:
      return `${walkText(walk, scene, graph)} There is no other that way.`;
  }
}
