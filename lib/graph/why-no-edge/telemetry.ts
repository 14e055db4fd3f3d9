import { z } from 'zod';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { hasTraffic } from '../find/find-index.ts';
import type { GraphEdge, Unplaced } from '../model.ts';
import { unplacedCures } from '../unplaced-cures.ts';
import type { Reason } from './reason.ts';
import { isMeshed, type Party, type Situation } from './situation.ts';

/** Traffic there may be, and its telemetry does not arrive. */
export function telemetry(situation: Situation): readonly Reason[] {
  const { from, to, graph } = situation;
  return [
    ...[from, to].flatMap(metricsOff),
    ...[from, to].flatMap(notScraped),
    ...graph.unplaced.flatMap((row) => unplacedSeries(row, situation)),
    ...[from, to].flatMap((party) => noSeries(party, graph.edges)),
    ...windowTooShort(situation),
    ...[from, to].flatMap(notConfigured),
  ];
}

/** The parts of a Telemetry object that switch metrics off; what cannot be read switches nothing off. */
const telemetrySpec = z.object({
  selector: z.object({ matchLabels: z.record(z.string(), z.string()).catch({}) }).optional(),
  metrics: z
    .array(
      z.object({
        overrides: z
          .array(
            z.object({
              disabled: z.boolean().catch(false),
              match: z.object({ metric: z.string().optional(), mode: z.string().optional() }).optional(),
            }),
          )
          .catch([]),
      }),
    )
    .catch([]),
});

const drawn = new Set(['ALL_METRICS', 'REQUEST_COUNT', 'TCP_SENT_BYTES', 'TCP_RECEIVED_BYTES']);

function metricsOff({ cluster, workload, node, name }: Party): readonly Reason[] {
  if (cluster === null || workload === null || node.namespace === null) return [];
  const { rootNamespace } = meshConfigOf(cluster);
  const found = [...new Set([node.namespace, rootNamespace])].flatMap((namespace) =>
    [...objects(cluster, 'Telemetry', namespace)].filter(({ spec }) => switchesOff(spec, workload.labels)),
  );
  if (found.length === 0) return [];
  const evidence = found.map((object) => ({
    text: 'An override has disabled: true',
    object: refOf(cluster, 'Telemetry', object),
    path: 'spec.metrics',
  }));
  return [{ code: 'metrics-off', certainty: 'likely', args: { who: name }, evidence }];
}

function switchesOff(spec: unknown, labels: Readonly<Record<string, string>>): boolean {
  const read = telemetrySpec.safeParse(spec);
  if (!read.success || !matchesLabels(read.data.selector?.matchLabels ?? {}, labels)) return false;
  return read.data.metrics.some(({ overrides }) =>
    overrides.some(({ disabled, match }) => disabled && drawn.has(match?.metric ?? 'ALL_METRICS')),
  );
}

function notScraped({ pods, name, workload }: Party): readonly Reason[] {
  const off = pods.filter(({ metadata }) => metadata.annotations?.['prometheus.io/scrape'] === 'false');
  if (off.length === 0) return [];
  const evidence = [
    {
      text: `${off.length} of ${plural(pods.length, 'pod')} are not to be scraped`,
      ...(workload?.object == null
        ? {}
        : { object: workload.object, path: 'spec.template.metadata.annotations["prometheus.io/scrape"]' }),
    },
  ];
  return [{ code: 'not-scraped', certainty: 'possible', args: { who: name }, evidence }];
}

/** A series that names one of the two is about them; where examples may not be read, any may be. */
function unplacedSeries(
  { reason, series, metric, example }: Unplaced,
  { from, to }: Situation,
): readonly Reason[] {
  // The label of the namespace may be the very one that is missing.
  const names = (side: 'source' | 'destination', { node }: Party) =>
    example[`${side}_workload`] === node.name &&
    ['', 'unknown', node.namespace].includes(example[`${side}_workload_namespace`] ?? '');
  const isFrom = names('source', from);
  const isTo =
    names('destination', to) ||
    (to.node.kind !== 'workload' && example.destination_service_name === to.node.name);
  if (!isFrom && !isTo && Object.keys(example).length > 0) return [];
  const { title, cure } = unplacedCures[reason];
  const who = isFrom && isTo ? 'both' : isFrom ? from.name : isTo ? to.name : null;
  const named = who === null ? 'Which ones they are you may not read.' : `An example names ${who}.`;
  const text = `${plural(series, 'series', 'series')} of ${metric}`;
  const labels = Object.entries(example).map(([key, value]) => `${key}="${value}"`);
  const evidence = [{ text: labels.length === 0 ? text : `${text}, such as {${labels.join(', ')}}` }];
  const certainty = isFrom && isTo ? 'likely' : 'possible';
  return [
    {
      code: 'unplaced',
      certainty,
      args: { reason: title.toLowerCase(), series: String(series), named, cure },
      evidence,
    },
  ];
}

/** A proxy that is heard of no edge at all, neither as caller nor as callee: of any other it would only be noise. */
function noSeries(party: Party, edges: readonly GraphEdge[]): readonly Reason[] {
  if (!isMeshed(party) || party.workload?.proxy === 'ambient') return [];
  const { id } = party.node;
  const isHeard = ({ source, target, reports }: GraphEdge) =>
    (source === id && reports.source !== null) || (target === id && reports.destination !== null);
  if (edges.some(isHeard)) return [];
  const evidence = [{ text: `No edge is reported by the proxy of ${party.name}`, nodes: [id] }];
  return [{ code: 'no-series', certainty: 'possible', args: { who: party.name }, evidence }];
}

function windowTooShort({ from, to, services, graph }: Situation): readonly Reason[] {
  const busy = (test: (edge: GraphEdge) => boolean) =>
    graph.edges.some((edge) => test(edge) && hasTraffic(edge));
  const sends = busy(({ source }) => source === from.node.id);
  // What a Service receives is drawn at its workloads.
  const addressed = ({ service }: GraphEdge) =>
    to.node.kind === 'service' &&
    services.some(({ namespace, name }) => service?.namespace === namespace && service.name === name);
  const receives = busy((edge) => edge.target === to.node.id || addressed(edge));
  if (sends && receives) return [];
  const silent = [
    ...(sends ? [] : [`${from.name} sent nothing at all`]),
    ...(receives ? [] : [`${to.name} received nothing at all`]),
  ];
  const nodes = [...(sends ? [] : [from.node.id]), ...(receives ? [] : [to.node.id])];
  const args = { window: formatSpan(graph.window), idle: silent.join(', ') };
  const certainty = sends || receives ? 'possible' : 'likely';
  return [{ code: 'window-too-short', certainty, args, evidence: [{ text: silent.join(', '), nodes }] }];
}

function notConfigured({ node, workload, name }: Party): readonly Reason[] {
  if (node.kind !== 'workload' || workload !== null) return [];
  const evidence = [{ text: `No pods or controller of ${name} are known`, nodes: [node.id] }];
  return [{ code: 'not-configured', certainty: 'possible', args: { who: name }, evidence }];
}
