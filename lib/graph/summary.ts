import { type Finding, findingLevel } from '#lib/core/finding.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatLatency, formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import { formatErrorShare } from '#lib/format/share.ts';
import { amountOf } from './find/find-index.ts';
import {
  type GraphEdge,
  type GraphNode,
  type HealthStatus,
  healthStatus,
  type TrafficGraph,
} from './model.ts';

export interface SummaryOptions {
  /** Namespaces that were chosen; empty means all. */
  readonly namespaces: readonly string[];
  /** The findings behind the counts that elements carry; without them elements with findings are counted. */
  readonly findings?: readonly Finding[];
  /** Address of the same view, http or https. */
  readonly link?: string;
  /** Rows of the table at most; what is left out is counted. 20 by default. */
  readonly most?: number;
}

/**
 * A graph as Markdown for an incident channel: when, what, how much, what fails. Names come from telemetry, where whoever
 * sends a Host header may choose them: they stand in code spans, without what could end one or address people.
 */
export function graphSummary(graph: TrafficGraph, options: SummaryOptions): string {
  const lines = [
    `## Mesh traffic at ${formatUtc(graph.at)}`,
    '',
    ...headLines(graph, options),
    '',
    ...failingTable(graph, options.most ?? 20),
    ...caveats(graph),
  ];
  return `${lines.join('\n').replaceAll('\u00a0', ' ')}\n`;
}

const maximumName = 100;

/** Anything else is no part of a name: line breaks, marks of Markdown that work in code, marks of direction. */
const strange = /[^\p{L}\p{N} ._:/*%+=,;~#$?()[\]{}!'"@^&-]/gu;

/** A name as a code span that nothing within it can leave. */
export function codeSpan(name: string): string {
  const letters = [...name.slice(0, 2 * maximumName).toWellFormed()];
  const cut = letters.length > maximumName ? `${letters.slice(0, maximumName).join('')}…` : letters.join('');
  const safe = cut.replace(strange, (mark) => (mark === '…' ? mark : '\ufffd')).trim();
  return safe === '' ? '(no name)' : `\`${safe}\``;
}

function headLines(graph: TrafficGraph, { namespaces, findings, link }: SummaryOptions): readonly string[] {
  const { nodes, edges, window, at } = graph;
  const chosen = namespaces.length === 0 ? 'all' : namespaces.map(codeSpan).join(', ');
  return [
    `- Window: ${formatSpan(window)}, from ${formatUtc(at - window)}`,
    `- Namespaces: ${chosen}`,
    `- Size: ${plural(nodes.length, 'node')}, ${plural(edges.length, 'edge')}`,
    `- Traffic over all edges: ${totals(edges)}`,
    `- Edges: ${byStatus(edges)}`,
    `- Nodes: ${byStatus(nodes)}`,
    `- Configuration: ${findings === undefined ? elementsWithFindings(graph) : findingCounts(findings)}`,
    ...plainText(edges),
    ...(link !== undefined && isWebAddress(link) ? [`- [Open the same view](<${link}>)`] : []),
  ];
}

/** An address that stays within the angle brackets of a link. */
const isWebAddress = (link: string): boolean => /^https?:\/\/[^\s<>\\]+$/.test(link);

function totals(edges: readonly GraphEdge[]): string {
  const requests = edges.filter(({ protocol }) => protocol !== 'tcp');
  const reports = requests.flatMap(({ reports, shown }) => reports[shown] ?? []);
  const known = sum(requests.map(amountOf));
  const bytes = sum(edges.filter(({ protocol }) => protocol === 'tcp').map(amountOf));
  const judged = reports.filter(({ count, errorCount }) => count !== null && errorCount !== null);
  const share = formatErrorShare(
    sum(judged.map(({ errorCount }) => errorCount)),
    sum(judged.map(({ count }) => count)),
  );
  return [
    ...(known === null ? ['no requests known'] : [`${formatRateShort(known)}, ${share} failed`]),
    ...(bytes === null ? [] : [`TCP ${formatBytesRate(bytes)}`]),
  ].join('; ');
}

/** The sum of what is known, null where nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

const order: readonly HealthStatus[] = ['failing', 'degraded', 'healthy', 'idle', 'unknown'];

function byStatus(elements: readonly { readonly health: { readonly status: HealthStatus } }[]): string {
  const counts = new Map(healthStatus.options.map((status) => [status, 0]));
  for (const { health } of elements) counts.set(health.status, (counts.get(health.status) ?? 0) + 1);
  const parts = order
    .filter((status) => counts.get(status))
    .map((status) => `${counts.get(status)} ${status}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function findingCounts(findings: readonly Finding[]): string {
  const parts = findingLevel.options.flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? [] : [level === 'info' ? `${count} info` : plural(count, level)];
  });
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** One object may be on several elements, so elements are counted and not findings. */
function elementsWithFindings({ nodes }: TrafficGraph): string {
  const withLevel = (level: 'error' | 'warning') =>
    nodes.filter(({ findings }) => (findings[level] ?? 0) > 0).length;
  const parts = (['error', 'warning'] as const).flatMap((level) =>
    withLevel(level) === 0 ? [] : [`${plural(withLevel(level), 'node')} with ${level}s`],
  );
  return parts.length === 0 ? 'no node with errors or warnings' : parts.join(', ');
}

function plainText(edges: readonly GraphEdge[]): readonly string[] {
  const [none, partial] = (['none', 'partial'] as const).map(
    (state) => edges.filter(({ mtls }) => mtls.state === state).length,
  );
  if (!none && !partial) return [];
  return [`- Without mutual TLS: ${plural(none ?? 0, 'edge')}, in part ${plural(partial ?? 0, 'edge')}`];
}

function failingTable({ nodes, edges }: TrafficGraph, most: number): readonly string[] {
  const bad = edges
    .filter(({ health }) => health.status === 'failing' || health.status === 'degraded')
    .sort((a, b) => urgency(b) - urgency(a) || (a.id < b.id ? -1 : 1));
  if (bad.length === 0) return ['No edge is failing or degraded.'];
  const named = new Map(nodes.map((node) => [node.id, node]));
  const rest = bad.length - most;
  return [
    '| Status | From | To | Service | Requests | Failed | Error | Mean latency |',
    '|---|---|---|---|---:|---:|---|---:|',
    ...bad.slice(0, most).map((edge) => tableRow(edge, named.get(edge.source), named.get(edge.target))),
    ...(rest > 0 ? ['', `… and ${plural(rest, 'edge')} more.`] : []),
  ];
}

/** Failing before degraded, and among equals by how many requests failed. */
const urgency = ({ health, reports, shown }: GraphEdge): number =>
  (health.status === 'failing' ? 1e12 : 0) + (health.failed ?? reports[shown]?.errorCount ?? 0);

function tableRow(edge: GraphEdge, source: GraphNode | undefined, target: GraphNode | undefined): string {
  const report = edge.reports[edge.shown];
  const cells = [
    edge.health.status,
    nodeCell(source),
    nodeCell(target),
    edge.service === null ? '' : codeSpan(edge.service.name),
    formatRateShort(report?.rate ?? null),
    formatErrorShare(report?.errorCount ?? null, report?.count ?? null),
    errorCell(edge),
    formatLatency(report?.avgLatency ?? null),
  ];
  return `| ${cells.join(' | ')} |`;
}

function nodeCell(node: GraphNode | undefined): string {
  if (node === undefined || node.kind === 'inaccessible') return 'not readable';
  return codeSpan(node.namespace === null ? node.name : `${node.namespace}/${node.name}`);
}

/** The code and flags of the most frequent error that the shown reporter saw. */
function errorCell({ responses, shown }: GraphEdge): string {
  const [top] = responses
    .filter((row) => row.error && row.reporter === shown)
    .sort((a, b) => b.count - a.count);
  if (top === undefined) return '';
  const code = top.grpcStatus === null || top.grpcStatus === '0' ? top.code : `gRPC ${top.grpcStatus}`;
  return codeSpan([code, ...top.flags].join(' '));
}

function caveats({ missing, unplaced }: TrafficGraph): readonly string[] {
  const series = unplaced.reduce((total, row) => total + row.series, 0);
  const lines = [
    ...missing.map(
      ({ query }) => `- The query ${codeSpan(query)} failed: what it would have brought is missing.`,
    ),
    ...(series === 0 ? [] : [`- ${plural(series, 'series', 'series')} could not be placed on the graph.`]),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}
