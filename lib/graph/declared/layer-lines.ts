import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatCount } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import type { Reporter } from '../model.ts';
import type { Breaker, Deciding, DeclaredLayer, EdgeLayers, Flagged, RulePlace, ZonePods } from './layers.ts';

/** A sentence about a layer of an edge, and what decides it where that is one field. */
export interface LayerLine {
  readonly layer: DeclaredLayer;
  readonly kind: 'declared' | 'observed';
  readonly says: string;
  readonly decides: Deciding | null;
}

type Said = Omit<LayerLine, 'layer'>;
type Layers = { readonly [L in DeclaredLayer]: NonNullable<EdgeLayers[L]> };

/** All that the layers of an edge say, in sentences: what is declared and by what, then what shows of it. */
export function layerLines(layers: EdgeLayers): readonly LayerLine[] {
  const of = (layer: DeclaredLayer, said: readonly Said[]) => said.map((each) => ({ layer, ...each }));
  return [
    ...of('breaking', layers.breaking === null ? [] : breakingLines(layers.breaking)),
    ...of('faults', layers.faults === null ? [] : faultLines(layers.faults)),
    ...of('timeouts', layers.timeouts === null ? [] : timeoutLines(layers.timeouts)),
    ...of('mirroring', layers.mirroring === null ? [] : mirrorLines(layers.mirroring)),
    ...of('locality', layers.locality === null ? [] : localityLines(layers.locality)),
  ];
}

const declared = (says: string, decides: Deciding | null): Said => ({
  kind: 'declared',
  says,
  decides: decides === null ? null : { object: decides.object, path: decides.path },
});
const observed = (says: string): Said => ({ kind: 'observed', says, decides: null });

const notReported = observed(
  'No proxy of the caller reports this edge, so it is not known how often it acts.',
);

const who: Readonly<Record<Reporter, string>> = {
  source: 'the caller’s proxy',
  destination: 'the callee’s proxy',
  waypoint: 'the waypoint',
  ztunnel: 'ztunnel',
};

/** `250 refused, 20 % of what the caller sends there`. */
const counted = ({ count, share }: Flagged, what: string): string =>
  `${formatCount(count)} ${what}${share === null ? '' : `, ${formatShare(share)} of what the caller sends there`}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const ruleOf = ({ number, of, conditional }: RulePlace): string =>
  `${of === 1 ? 'The rule' : `Rule ${number} of ${of}`}${conditional ? ', for what it matches,' : ''}`;

function breakingLines({ breakers, observed: shows }: Layers['breaking']): Said[] {
  const lines = breakers.flatMap((breaker) => [
    ...(breaker.pool === null ? [] : [declared(poolSays(breaker, breaker.pool), breaker.pool)]),
    ...(breaker.outlier === null ? [] : [declared(outlierSays(breaker, breaker.outlier), breaker.outlier)]),
  ]);
  if (shows === null) return [...lines, notReported];
  const { refused, noHealthy, reporter } = shows;
  const parts = [
    ...(refused.count > 0 ? [counted(refused, 'over a limit (UO)')] : []),
    ...(noHealthy.count > 0 ? [counted(noHealthy, 'without a healthy pod (UH)')] : []),
  ];
  const none = 'Nothing was over a limit or without a healthy pod';
  return [
    ...lines,
    observed(`${parts.length === 0 ? none : `Refused: ${listed(parts)}`}, says ${who[reporter]}.`),
  ];
}

const whereOf = ({ subset, port, otherPorts }: Breaker): string =>
  [
    subset === null ? '' : ` Subset ${subset}.`,
    port === null ? '' : ` Port ${port}.`,
    otherPorts.length === 0
      ? ''
      : ` ${otherPorts.length === 1 ? 'Port' : 'Ports'} ${otherPorts.join(', ')} ${otherPorts.length === 1 ? 'has' : 'have'} settings of ${otherPorts.length === 1 ? 'its' : 'their'} own; telemetry does not tell the port.`,
  ].join('');

function poolSays(breaker: Breaker, pool: NonNullable<Breaker['pool']>): string {
  const of = (count: number | null, one: string, many?: string) =>
    count === null ? [] : [plural(count, one, many)];
  const limits = [
    ...of(pool.maxConnections, 'connection'),
    ...of(pool.maxPending, 'pending request'),
    ...of(pool.maxRequests, 'request at once', 'requests at once'),
    ...of(pool.maxRequestsPerConnection, 'request a connection', 'requests a connection'),
    ...of(pool.maxRetries, 'retry at once', 'retries at once'),
  ];
  return `At most ${listed(limits)} from each pod of the caller.${whereOf(breaker)}`;
}

/** What is not written is Envoy's default: 5 errors in a row, a look every 10 s, 30 s outside at first, a tenth of the pods. */
function outlierSays(breaker: Breaker, outlier: NonNullable<Breaker['outlier']>): string {
  const { consecutive5xx, consecutiveGateway, interval, baseEjection, maxEjectionPercent } = outlier;
  const errors = [
    ...(consecutive5xx === 0
      ? []
      : [consecutive5xx === null ? '5 × 5xx (default)' : `${consecutive5xx} × 5xx`]),
    ...((consecutiveGateway ?? 0) === 0 ? [] : [`${consecutiveGateway} × 502, 503 or 504`]),
  ];
  const parts = [
    `Ejects a pod after ${errors.length > 0 ? errors.join(' or ') : 'failed connections only'} in a row`,
    ...(interval === null ? [] : [`looks every ${formatLatency(interval)}`]),
    `for ${baseEjection === null ? '30 s (default)' : formatLatency(baseEjection)} at first`,
    `at most ${maxEjectionPercent === null ? '10 % (default)' : `${maxEjectionPercent} %`} of the pods`,
  ];
  return `${parts.join(', ')}.${whereOf(breaker)}`;
}

function faultLines({ rules, observed: shows }: Layers['faults']): Said[] {
  const lines = rules.map((rule) => {
    const parts = [
      ...(rule.abort === null
        ? []
        : [`aborts ${formatShare(rule.abort.percent / 100)} with ${rule.abort.status}`]),
      ...(rule.delay === null
        ? []
        : [`delays ${formatShare(rule.delay.percent / 100)} by ${formatLatency(rule.delay.ms)}`]),
    ];
    return declared(`${ruleOf(rule)} ${listed(parts)}.`, rule);
  });
  if (shows === null) return [...lines, notReported];
  const parts = [
    ...(shows.aborted.count > 0 ? [counted(shows.aborted, 'aborted (FI)')] : []),
    ...(shows.delayed.count > 0 ? [counted(shows.delayed, 'delayed (DI)')] : []),
  ];
  const says = parts.length === 0 ? 'No fault was injected' : listed(parts);
  const unknown = rules.length === 0 ? ' No rule that reaches this edge declares it.' : '';
  return [...lines, observed(`${says}, says ${who[shows.reporter]}.${unknown}`)];
}

function timeoutLines({ rules, observed: shows }: Layers['timeouts']): Said[] {
  const lines = rules.map((rule) => declared(`${ruleOf(rule)} ${timeoutSays(rule)}.`, rule));
  if (shows === null) return [...lines, notReported];
  const { timedOut, exhausted, meanLatency, reporter } = shows;
  const parts = [
    timedOut.count > 0 ? counted(timedOut, 'ran out of time (UT)') : 'Nothing ran out of time',
    ...(exhausted.count > 0 ? [counted(exhausted, 'ran out of tries (URX)')] : []),
    ...(meanLatency === null ? [] : [`mean ${formatLatency(meanLatency)}`]),
  ];
  return [...lines, observed(`${parts.join('; ')}, says ${who[reporter]}.`)];
}

function timeoutSays({ timeout, retries, beyond }: Layers['timeouts']['rules'][number]): string {
  const parts = [
    ...(timeout === null
      ? []
      : [timeout === 0 ? 'sets no limit of time' : `waits ${formatLatency(timeout)}`]),
    ...(retries === null
      ? []
      : [
          retries.attempts === 0
            ? 'does not try again'
            : `tries ${plural(retries.attempts, 'more time', 'more times')}${retries.perTry === null ? '' : `, ${formatLatency(retries.perTry)} each`}${retries.on === '' ? '' : `, on ${retries.on}`}`,
        ]),
  ];
  if (beyond === null) return listed(parts);
  const { tries, needed, possible } = beyond;
  return `${listed(parts)}: ${tries} tries need ${formatLatency(needed)}, there is time for ${possible}`;
}

function mirrorLines({ copies, receives }: Layers['mirroring']): Said[] {
  const lines = copies.map((copy) => {
    const to = copy.subset === null ? copy.host : `subset ${copy.subset} of ${copy.host}`;
    const arrives =
      copy.observed === null ? 'no proxy there reports them' : `${formatRateShort(copy.observed)} arrive`;
    return declared(`${ruleOf(copy)} copies ${formatShare(copy.percent / 100)} to ${to}: ${arrives}.`, copy);
  });
  if (receives === null) return lines;
  const { from, rate, alone, byName } = receives;
  const rules = from.map((place) =>
    declared(`${ruleOf(place)} copies ${formatShare(place.percent / 100)} of its requests here.`, place),
  );
  const how = byName ? 'Its host is that of copies. ' : '';
  const amount =
    rate === null ? 'no proxy here reports them' : `${formatRateShort(rate)} are not the caller’s own`;
  const doubt = alone || rate === null ? '' : ', retries among them';
  return [...lines, ...rules, observed(`${how}Of what arrives, ${amount}${doubt}. Answers are thrown away.`)];
}

const modeSays: Readonly<Record<Layers['locality']['mode'], string>> = {
  distribute: 'Pods are chosen by written shares of zones',
  near: 'The nearest pods are chosen first, farther ones when those are ejected',
  spread: 'Pods are chosen in any zone: without outlier detection there is no order of zones',
  off: 'Zones do not count when a pod is chosen',
};

const fromSays: Readonly<Record<Layers['locality']['from'], string>> = {
  'destination-rule': '',
  service: ', as the Service asks',
  mesh: ', by the mesh’s settings',
  default: ', by default',
};

function localityLines(locality: Layers['locality']): Said[] {
  const { mode, from, decides, inert, distribute, failover, failoverPriority } = locality;
  const details = [
    ...distribute.map(
      (each) =>
        `from ${each.from} to ${Object.entries(each.to)
          .map(([zone, part]) => `${zone} ${part} %`)
          .join(', ')}`,
    ),
    ...failover.map((each) => `failover from ${each.from} to ${each.to}`),
    ...(failoverPriority.length === 0 ? [] : [`in order of ${failoverPriority.join(', ')}`]),
  ];
  const more = details.length === 0 ? '' : ` (${details.join('; ')})`;
  return [
    declared(`${modeSays[mode]}${fromSays[from]}${more}.`, decides),
    ...(inert
      ? [declared('The failover cannot happen: it needs outlier detection, and there is none.', null)]
      : []),
    observed(
      `The caller’s pods run in ${zonesSay(locality.callers)}, the callee’s in ${zonesSay(locality.callees)}. Between which zones requests went, no metric tells.`,
    ),
  ];
}

function zonesSay(zones: readonly ZonePods[]): string {
  if (zones.length === 0) return 'no zone that is known';
  return listed(zones.map(({ zone, pods }) => `${zone ?? 'an unknown zone'} (${pods})`));
}
