import type { Element, WrittenGraph } from './case-file.ts';

export interface Difference {
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Fields that say nothing of the graph. */
const ignored = new Set(['kialiIdSha256']);

const isPercentage = (path: string): boolean =>
  /Percent(Err|Req)$/.test(path) || /\.responses\./.test(path) || path.endsWith('.isMTLS');

/** Rates agree to 0.01, small ones to a thousandth of themselves; percentages to 0.1. */
function agree(path: string, a: number, b: number): boolean {
  const slack = isPercentage(path) ? 0.1 : Math.abs(b) < 0.01 ? Math.abs(b) * 1e-3 : 0.01;
  return Math.abs(a - b) <= slack + 1e-9;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Compares two graphs, element by element and field by field, each element by its key. */
export function compareGraphs(actual: WrittenGraph, expected: WrittenGraph): Difference {
  const [missing, extra]: [string[], string[]] = [[], []];
  const alike = withKeysApart(expected);
  const edgeKey = ({ source, target, protocol }: Element) => `${source} -> ${target} ${protocol}`;
  for (const [kind, word, keyOf] of [
    ['nodes', 'node', ({ key }: Element) => String(key)],
    ['edges', 'edge', edgeKey],
    ['boxes', 'box', ({ key }: Element) => String(key)],
  ] as const) {
    const is = new Map(actual[kind].map((element) => [keyOf(element), element]));
    const should = new Map(alike[kind].map((element) => [keyOf(element), element]));
    for (const [key, element] of should) {
      compareValues(`${word} ${key}`, is.get(key), element, missing, extra);
    }
    for (const key of is.keys()) if (!should.has(key)) extra.push(`${word} ${key}`);
  }
  return { missing, extra };
}

const shown = (value: unknown): string => JSON.stringify(value);

function compareValues(path: string, is: unknown, should: unknown, missing: string[], extra: string[]): void {
  if (is === undefined) {
    missing.push(isRecord(should) ? path : `${path} = ${shown(should)}`);
    return;
  }
  if (should === undefined) {
    extra.push(`${path} = ${shown(is)}`);
    return;
  }
  if (isRecord(is) && isRecord(should)) {
    for (const field of new Set([...Object.keys(is), ...Object.keys(should)])) {
      if (!ignored.has(field)) compareValues(`${path}.${field}`, is[field], should[field], missing, extra);
    }
    return;
  }
  if (typeof is === 'number' && typeof should === 'number' && agree(path, is, should)) return;
  if (shown(canonical(is)) === shown(canonical(should))) return;
  missing.push(`${path} = ${shown(should)}`);
  extra.push(`${path} = ${shown(is)}`);
}

/** Lists of names are sets. */
function canonical(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => (isRecord(item) ? shown(item) : String(item))).sort();
}

/**
 * Of nodes that would have the same key the corpus names only the later ones apart, by workload. Which one is the first is a
 * matter of order, so here all of them are.
 */
function withKeysApart(graph: WrittenGraph): WrittenGraph {
  const clashing = new Set(
    graph.nodes
      .map(({ key }) => String(key))
      .filter((key) => key.includes('#'))
      .map((key) => key.split('#')[0]),
  );
  const renamed = new Map<string, string>();
  for (const { key, workload } of graph.nodes) {
    if (clashing.has(String(key))) renamed.set(String(key), `${key}#${workload}`);
  }
  if (renamed.size === 0) return graph;
  const name = (value: unknown) => (typeof value === 'string' ? (renamed.get(value) ?? value) : value);
  const rename = (element: Element): Element => ({
    ...element,
    ...('key' in element ? { key: name(element.key) } : {}),
    ...('source' in element ? { source: name(element.source), target: name(element.target) } : {}),
    ...(Array.isArray(element.members) ? { members: element.members.map(name) } : {}),
  });
  return { nodes: graph.nodes.map(rename), edges: graph.edges.map(rename), boxes: graph.boxes.map(rename) };
}
