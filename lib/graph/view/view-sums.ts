import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Labels, TrafficSample } from '#lib/prom/series.ts';
import { accumulate, type Slots } from '../accumulate.ts';
import { mergeSums, withoutPart } from '../merge-sums.ts';
import type { View } from './build-view.ts';
import type { FlowSample } from './flow.ts';
import { viewNodeId } from './identify.ts';
import { operationId } from './operations.ts';
import type { ViewOptions } from './options.ts';
import { type InView, placeInView } from './place-in-view.ts';
import { samplesOfFlows } from './samples-of-flows.ts';
import { edgeKey } from './view-graph.ts';
import { stretchesOf, type Way } from './way.ts';
import { wayOptionsOf } from './way-options.ts';

export interface ViewSumsInput {
  readonly view: View;
  readonly options: ViewOptions;
  readonly snapshot: MeshSnapshot;
  /** The rows of the refresh. */
  readonly samples: readonly TrafficSample[];
  /** What was asked for this view beside them. */
  readonly flows: readonly FlowSample[];
}

/**
 * What every reporter said of the edges of a view, by stretch: the rows of the refresh, summed once more at the view's grain. Of
 * what is drawn as an operation the edge that it was on keeps the rest.
 */
export function sumsOfView({
  view,
  options,
  snapshot,
  samples,
  flows,
}: ViewSumsInput): ReadonlyMap<string, Slots> {
  const drawn = new Set(view.edges.flatMap(({ stretches }) => [...stretches]));
  const placing = (edgesOf: InView['edgesOf']) =>
    placeInView({ ...wayOptionsOf(options, snapshot), edgesOf });
  const counted = (rows: readonly TrafficSample[]) => rows.filter((row) => isCounted(row, options));
  const plain = accumulate(
    counted([...samples, ...samplesOfFlows(flows.filter(({ measure }) => measure !== 'operations'))]),
    placing((way, labels, tcp) => stretches(way, labels, tcp).filter((key) => drawn.has(key))),
  ).edges;
  const { operations: label } = options;
  if (label === null) return plain;
  const sums = new Map<string, Slots>(plain);
  const taken = new Map<string, Slots[]>();
  const classified = flows.filter(({ measure, labels }) => measure === 'operations' && label in labels);
  for (const [value, rows] of Map.groupBy(classified, ({ labels }) => labels[label] ?? '')) {
    const edgesOf: InView['edgesOf'] = (way, labels) => throughOperation(way, labels, { label, value });
    for (const [key, told] of accumulate(counted(samplesOfFlows(rows)), placing(edgesOf)).edges) {
      const from = key.startsWith(takenMark) ? key.slice(takenMark.length) : null;
      if (from === null) sums.set(key, told);
      else taken.set(from, [...(taken.get(from) ?? []), told]);
    }
  }
  for (const [key, parts] of taken) {
    const whole = sums.get(key);
    if (whole !== undefined) sums.set(key, withoutPart(whole, mergeSums(parts)));
  }
  return sums;
}

const protocolOf = ({ request_protocol: name }: Labels, tcp: boolean) =>
  tcp ? 'tcp' : name === 'grpc' ? 'grpc' : 'http';

const stretches = (way: Way, labels: Labels, tcp: boolean): readonly string[] =>
  stretchesOf(way, protocolOf(labels, tcp));

const takenMark = 'taken ';

/** An operation's two edges, and the one that its requests would be on otherwise. */
function throughOperation(
  way: Way,
  labels: Labels,
  operation: { readonly label: string; readonly value: string },
): readonly string[] {
  const protocol = protocolOf(labels, false);
  const [source, target] = [viewNodeId(way.source.identity), viewNodeId(way.target.identity)];
  const at = way.service ?? { ...way.target.identity, name: null };
  const namespace = 'namespace' in at ? at.namespace : 'unknown';
  const node = operationId({ cluster: at.cluster, namespace, service: way.service?.name ?? null }, operation);
  const next = way.service === null ? target : viewNodeId({ kind: 'service', ...way.service });
  return [
    edgeKey(source, node, protocol),
    edgeKey(node, next, protocol),
    `${takenMark}${edgeKey(source, next, protocol)}`,
  ];
}

/** Whether a row is of what the view counts. Of calls counted by messages the requests still tell how they ended. */
function isCounted({ measure, labels }: TrafficSample, { rates, ambientTraffic }: ViewOptions): boolean {
  const ambient = labels.reporter === 'waypoint' ? 'waypoint' : labels.app === 'ztunnel' ? 'ztunnel' : null;
  if (ambient !== null && ambientTraffic !== 'total' && ambientTraffic !== ambient) return false;
  if (measure === 'tcp-sent') return rates.tcp === 'sent' || rates.tcp === 'total';
  if (measure === 'tcp-received') return rates.tcp === 'received' || rates.tcp === 'total';
  if (measure === 'tcp-closed') return rates.tcp !== 'none';
  return rates[labels.request_protocol === 'grpc' ? 'grpc' : 'http'] !== 'none';
}
