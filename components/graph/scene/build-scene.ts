import { formatBytesRate } from '#lib/format/rate.ts';
import { formatErrorShare } from '#lib/format/share.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import type { EdgeMode } from '#lib/url/drawing-codec.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import { layersShown } from '#lib/url/layer-codec.ts';
import { boxScenes } from './box-scenes.ts';
import { changeOfAll, type SceneChanges } from './change.ts';
import { closedScene } from './closed-scene.ts';
import { type Collapse, type CollapseOptions, collapseGraph, groupEdges } from './collapse.ts';
import { type EdgeExtras, edgeMessages, edgeRate, formatMessages, noExtras } from './edge-facts.ts';
import { bytesOf } from './flow.ts';
import { bentLines, Line, type PlateOf } from './line.ts';
import { withinBudget } from './line-budget.ts';
import { sumTexts } from './measure-texts.ts';
import { nodeVersion } from './node-name.ts';
import { nodeScene } from './node-scene.ts';
import { edgePlate, type PlateLayers } from './plate.ts';
import type { Presences } from './presence.ts';
import type { Plate, Scene, SceneEdge } from './scene.ts';
import { worst } from './severity.ts';
import { rateText, sumRates } from './sum-rates.ts';

export interface SceneOptions extends CollapseOptions {
  readonly labels: readonly EdgeLabel[];
  /** What edges can carry beside what the graph tells of them. */
  readonly extrasOf?: (edge: GraphEdge) => EdgeExtras;
  /** What lies over the graph; where nothing is said, what the labels say. */
  readonly layers?: PlateLayers;
  readonly edges: EdgeMode;
  /** The ranks that stand on nodes; null for none. */
  readonly ranks: ReadonlyMap<string, number> | null;
}

/** TCP by its bytes, gRPC by its messages where they are counted, everything else by its requests; nothing where nothing is known. */
function sumRateText(members: readonly GraphEdge[]): string {
  const messages = sumRates(members.map(edgeMessages));
  if (messages !== null) return formatMessages(messages);
  if (members[0]?.protocol !== 'tcp') return rateText(sumRates(members.map(edgeRate)));
  const bytes = sumRates(members.map(bytesOf));
  return bytes === null ? '' : formatBytesRate(bytes);
}

/** The lines that stand for several edges sum what they carry; locks and splits are told of single edges only. */
function sumPlate(
  members: readonly GraphEdge[],
  labels: readonly EdgeLabel[],
  extrasOf: (edge: GraphEdge) => EdgeExtras,
): Plate | null {
  const status = worst(members.map((edge) => edge.health.status));
  const failed = sumRates(members.map((edge) => edge.health.failed));
  const total = sumRates(members.map((edge) => edge.health.total));
  const parts = [
    labels.includes('errors') && (failed ?? 0) > 0 ? formatErrorShare(failed, total) : '',
    labels.includes('rate') ? sumRateText(members) : '',
    ...sumTexts(members, labels, extrasOf),
  ].filter((text) => text !== '');
  if (parts.length === 0) return null;
  const text = parts.join(' · ');
  return { text, status, lock: 'unknown', lockShare: null, split: null, marks: [], finding: null };
}

/** What a line carries while two moments are compared: its differences; nothing where it has none. */
function changePlate(members: readonly GraphEdge[], changes: SceneChanges): Plate | null {
  const change = changeOfAll(
    changes,
    members.map(({ id }) => id),
  );
  if (!change) return null;
  const status = worst(members.map((edge) => edge.health.status));
  const { text, mark } = change;
  const bare = { lock: 'unknown', lockShare: null, split: null, marks: [], finding: null } as const;
  return { ...bare, text, status, change: mark };
}

function edgeScenes(
  presences: Presences,
  collapse: Collapse,
  { labels, extrasOf = () => noExtras }: SceneOptions,
  layers: PlateLayers,
): SceneEdge[] {
  const groups = groupEdges(presences.graph.edges, collapse);
  const bent = bentLines(groups);
  let versions: ReadonlyMap<string, string | null> | null = null;
  const versionOf = (node: string) => {
    versions ??= new Map(presences.graph.nodes.map((node) => [node.id, nodeVersion(node)]));
    return versions.get(node) ?? null;
  };
  const plateOf: PlateOf = (id, members) => {
    const [first] = members;
    if (presences.changes) return changePlate(members, presences.changes);
    return first && members.length === 1 && id === first.id
      ? edgePlate(first, labels, versionOf(first.target), extrasOf(first), layers)
      : sumPlate(members, labels, extrasOf);
  };
  return groups.flatMap((group, i) => {
    const [first] = group.members;
    return first ? new Line(group, first, bent[i] === true, presences, plateOf) : [];
  });
}

/**
 * The edges of the chosen mode, `worth` being those within the budget. What is selected is drawn in each: it is what the
 * inspector speaks of.
 */
function drawnEdges(
  edges: readonly SceneEdge[],
  worth: readonly SceneEdge[],
  { edges: mode, selected }: SceneOptions,
): readonly SceneEdge[] {
  if (mode === 'all' && worth.length === edges.length) return edges;
  const isBad = ({ status }: SceneEdge) => status === 'failing' || status === 'degraded';
  const isOfMode =
    mode === 'all'
      ? isIn(worth)
      : (edge: SceneEdge) => mode === 'unhealthy' && (isBad(edge) || edge.change !== null);
  return edges.filter((edge) => isOfMode(edge) || edge.members.some((id) => selected.has(id)));
}

function isIn<T>(list: readonly T[]): (item: T) => boolean {
  const all = new Set(list);
  return (item) => all.has(item);
}

/** The graph as it is drawn: boxes closed and open, with its ghosts, each element with its words. */
export function buildScene(presences: Presences, options: SceneOptions): Scene {
  const { graph } = presences;
  const collapse = collapseGraph(graph, options);
  const shown = graph.nodes.filter((node) => collapse.shown.has(node.id));
  const boxing = boxScenes(graph.nodes, shown, collapse.hidden, options.boxes);
  const layers = options.layers ?? { shown: layersShown(null, options.labels), marksOf: () => [] };
  const findings = layers.shown.includes('findings');
  const nodes = [
    ...shown.map((node) =>
      nodeScene(node, boxing.of(node.id), presences, { ranks: options.ranks, findings }),
    ),
    ...[...collapse.hidden].map(([box, hidden]) =>
      closedScene(box, hidden, boxing, { changes: presences.changes, findings }),
    ),
  ];
  const edges = edgeScenes(presences, collapse, options, layers);
  const compared = presences.changes !== null;
  const worth = withinBudget(edges);
  const drawn = drawnEdges(edges, worth, options);
  return { boxes: boxing.boxes, nodes, edges: drawn, links: worth, lines: edges.length, compared };
}
