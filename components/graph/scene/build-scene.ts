import { middleEllipsis, plural } from '#lib/format/ellipsis.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import { formatErrorShare } from '#lib/format/share.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { EdgeMode } from '#lib/url/drawing-codec.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import { boxOf, type Collapse, collapseGraph, groupEdges, namespaceNodeId } from './collapse.ts';
import { edgeRate, shownReport } from './edge-facts.ts';
import { nodeName } from './node-name.ts';
import { edgePlate } from './plate.ts';
import type { Presences } from './presence.ts';
import type { Plate, Presence, Scene, SceneBox, SceneEdge, SceneNode } from './scene.ts';
import { highestFinding, worst } from './severity.ts';

export interface SceneOptions {
  readonly labels: readonly EdgeLabel[];
  readonly edges: EdgeMode;
  /** The ranks that stand on nodes; null for none. */
  readonly ranks: ReadonlyMap<string, number> | null;
  readonly isCollapsed: (box: string) => boolean;
  /** Ids of what is selected: never hidden in a namespace. */
  readonly selected: ReadonlySet<string>;
}

const longestTitle = 26;
const nodeHeight = 32;

/** Room for glyph, title, chip and the mark of findings, which change with the configuration alone; the title is measured by its letters, not by a font. */
const widthOf = (title: string, chip: string | null, mark: boolean): number =>
  Math.round(44 + title.length * 6.9 + (chip ? 14 + chip.length * 6.4 : 0) + (mark ? 18 : 0));

const presenceOf = (presences: Presences, id: string): Presence =>
  presences.goneAt.has(id) ? 'ghost' : presences.firstSeen.has(id) ? 'fresh' : 'here';

const sumRates = (rates: readonly (number | null)[]): number | null => {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
};

function nodeScene(node: GraphNode, presences: Presences, ranks: SceneOptions['ranks']): SceneNode {
  const name = nodeName(node);
  const title = middleEllipsis(name, longestTitle);
  const finding = highestFinding(node.findings);
  const { status } = node.health;
  const serves = node.kind === 'service' ? 28 : nodeHeight;
  return {
    id: node.id,
    box: boxOf(node),
    kind: node.kind,
    gateway: node.gateway || node.waypoint,
    title,
    name: node.name,
    chip: node.version,
    status,
    finding,
    rank: ranks?.get(node.id) ?? null,
    presence: presenceOf(presences, node.id),
    width: widthOf(title, node.version, finding !== null),
    height: serves,
    node: node.id,
    members: [],
  };
}

function namespaceScene(
  box: string,
  hidden: readonly GraphNode[],
  open: ReadonlySet<string | null>,
): SceneNode {
  const whole = !open.has(box);
  const name = box.slice(box.indexOf('/') + 1);
  const title = whole ? middleEllipsis(name, longestTitle) : `${hidden.length} more`;
  const chip = whole ? String(hidden.length) : null;
  const status = worst(hidden.map((node) => node.health.status));
  const finding = highestFinding({
    error: hidden.reduce((sum, node) => sum + (node.findings.error ?? 0), 0),
    warning: hidden.reduce((sum, node) => sum + (node.findings.warning ?? 0), 0),
  });
  return {
    id: namespaceNodeId(box),
    box: whole ? null : box,
    kind: 'namespace',
    gateway: false,
    title,
    name: `${name}: ${plural(hidden.length, 'node')}`,
    chip,
    status,
    finding,
    rank: null,
    presence: 'here',
    width: widthOf(title, chip, finding !== null) + 10,
    height: 36,
    node: null,
    members: hidden.map(({ id }) => id),
  };
}

const rateText = (rate: number | null): string => (rate === null ? '' : formatRateShort(rate));

const bytesOf = (edge: GraphEdge): number | null => {
  const report = shownReport(edge);
  return report ? sumRates([report.sentBytes, report.receivedBytes]) : null;
};

/** TCP by its bytes, everything else by its requests; nothing where nothing is known. */
function sumRateText(members: readonly GraphEdge[]): string {
  if (members[0]?.protocol !== 'tcp') return rateText(sumRates(members.map(edgeRate)));
  const bytes = sumRates(members.map(bytesOf));
  return bytes === null ? '' : formatBytesRate(bytes);
}

/** The lines that stand for several edges sum what they carry; locks and splits are told of single edges only. */
function sumPlate(members: readonly GraphEdge[], labels: readonly EdgeLabel[]): Plate | null {
  const status = worst(members.map((edge) => edge.health.status));
  const failed = sumRates(members.map((edge) => edge.health.failed));
  const total = sumRates(members.map((edge) => edge.health.total));
  const parts = [
    labels.includes('errors') && (failed ?? 0) > 0 ? formatErrorShare(failed, total) : '',
    labels.includes('rate') ? sumRateText(members) : '',
  ].filter((text) => text !== '');
  if (parts.length === 0) return null;
  return { text: parts.join(' · '), status, lock: 'unknown', lockShare: null, split: null, finding: null };
}

/** A value made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function edgeScenes(presences: Presences, collapse: Collapse, labels: readonly EdgeLabel[]): SceneEdge[] {
  const groups = groupEdges(presences.graph.edges, collapse);
  const versions = new Map(presences.graph.nodes.map((node) => [node.id, node.version]));
  const pair = (a: string, b: string) => (a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`);
  const pairs = new Map<string, number>();
  for (const { source, target } of groups.values()) {
    const key = pair(source, target);
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  return [...groups].flatMap(([id, { source, target, members }]) => {
    const [first] = members;
    if (!first) return [];
    const single = members.length === 1 && id === first.id;
    const plate = once(() =>
      single ? edgePlate(first, labels, versions.get(first.target) ?? null) : sumPlate(members, labels),
    );
    return {
      id,
      source,
      target,
      status: single ? first.health.status : worst(members.map((edge) => edge.health.status)),
      protocol: first.protocol,
      rate: single ? edgeRate(first) : sumRates(members.map(edgeRate)),
      bent: (pairs.get(pair(source, target)) ?? 0) > 1,
      presence: single ? presenceOf(presences, id) : 'here',
      get plate() {
        return plate();
      },
      members: members.map((edge) => edge.id),
    } satisfies SceneEdge;
  });
}

function boxScenes(presences: Presences, nodes: readonly SceneNode[]): SceneBox[] {
  const used = new Set(nodes.flatMap((node) => node.box ?? []));
  const clusters = new Set(presences.graph.nodes.map((node) => node.cluster));
  const members = Map.groupBy(presences.graph.nodes, (node) => boxOf(node) ?? '');
  return [...used].sort().map((box) => {
    const inside = members.get(box) ?? [];
    return {
      id: box,
      title: clusters.size > 1 ? box : box.slice(box.indexOf('/') + 1),
      detail: rateText(sumRates(inside.map((node) => node.inRate))),
      status: worst(inside.map((node) => node.health.status)),
    };
  });
}

/** The edges of the chosen mode. What is selected is drawn in each: it is what the inspector speaks of. */
function drawnEdges(
  edges: readonly SceneEdge[],
  { edges: mode, selected }: SceneOptions,
): readonly SceneEdge[] {
  if (mode === 'all') return edges;
  const isBad = ({ status }: SceneEdge) => status === 'failing' || status === 'degraded';
  return edges.filter(
    (edge) => (mode === 'unhealthy' && isBad(edge)) || edge.members.some((id) => selected.has(id)),
  );
}

/** The graph as it is drawn: collapsed by namespace, with its ghosts, each element with its words. */
export function buildScene(presences: Presences, options: SceneOptions): Scene {
  const { graph } = presences;
  const collapse = collapseGraph(graph, options.isCollapsed, options.selected);
  const shown = graph.nodes.filter((node) => collapse.shown.has(node.id));
  /** Namespaces of which some nodes stand for themselves. */
  const open = new Set(shown.map(boxOf));
  const nodes = [
    ...shown.map((node) => nodeScene(node, presences, options.ranks)),
    ...[...collapse.hidden].map(([box, hidden]) => namespaceScene(box, hidden, open)),
  ];
  const edges = edgeScenes(presences, collapse, options.labels);
  return {
    boxes: boxScenes(presences, nodes),
    nodes,
    edges: drawnEdges(edges, options),
    links: edges,
  };
}
