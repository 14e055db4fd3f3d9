import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { decimal, unitSpace } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { formatDeclaredObserved, formatShare } from '#lib/format/share.ts';
import type { Breaker, DeclaredLayer, EdgeLayers, Flagged } from './layers.ts';

/** How a layer looks on an edge: in a few words, quiet while telemetry does not show that it acts on requests. */
export interface LayerMark {
  readonly layer: DeclaredLayer;
  readonly text: string;
  readonly tone: 'quiet' | 'warn' | 'fail';
  /** What edges are sorted by: the share of requests it acts on, 0 where it is only declared. */
  readonly key: number;
}

type Layers = { readonly [L in DeclaredLayer]: NonNullable<EdgeLayers[L]> };

/** The mark of one layer of an edge; null where it has nothing to say. */
export function layerMark(layer: DeclaredLayer, layers: EdgeLayers): LayerMark | null {
  switch (layer) {
    case 'breaking':
      return layers.breaking && { layer, ...breakingMark(layers.breaking) };
    case 'faults':
      return layers.faults && { layer, ...faultsMark(layers.faults) };
    case 'timeouts':
      return layers.timeouts && { layer, ...timeoutsMark(layers.timeouts) };
    case 'mirroring':
      return layers.mirroring && { layer, ...mirroringMark(layers.mirroring) };
    case 'locality':
      return layers.locality && { layer, ...localityMark(layers.locality) };
  }
}

type Mark = Omit<LayerMark, 'layer'>;

/** From this share of requests on what acts is as bad as failing, as for errors. */
const grave = 0.1;

const acting = (share: number | null): Pick<Mark, 'tone' | 'key'> => ({
  tone: (share ?? 0) >= grave ? 'fail' : 'warn',
  key: share ?? 0,
});

const quiet = { tone: 'quiet', key: 0 } as const;

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** Names what more there is than is told. */
const more = (count: number): string => (count > 1 ? ` +${count - 1}` : '');

const seen = ({ share }: Flagged, flag: string): string => `${formatShare(share)} ${flag}`;

function breakingMark({ breakers, observed }: Layers['breaking']): Mark {
  const [first] = breakers;
  const text = first === undefined ? '' : `${breakerText(first)}${more(breakers.length)}`;
  if (observed !== null && observed.refused.count > 0)
    return { text: joined(text, seen(observed.refused, 'UO')), ...acting(observed.refused.share) };
  const ejects = breakers.some(({ outlier }) => outlier !== null);
  if (observed !== null && ejects && observed.noHealthy.count > 0)
    return { text: joined(text, seen(observed.noHealthy, 'UH')), ...acting(observed.noHealthy.share) };
  return { text, ...quiet };
}

/** The limit that is met first, as a rule: connections before requests. */
function breakerText({ pool, outlier }: Breaker): string {
  const limits: readonly (readonly [number | null | undefined, string])[] = [
    [pool?.maxConnections, 'conn'],
    [pool?.maxRequests, 'req'],
    [pool?.maxPending, 'pending'],
    [pool?.maxRetries, 'retries'],
    [pool?.maxRequestsPerConnection, 'req a conn'],
  ];
  const limit = limits.find(([value]) => value != null);
  const ejects = outlier === null ? '' : 'ejects';
  if (limit === undefined) return ejects;
  const [value, unit] = limit;
  return [`max ${decimal(value ?? 0, 0)} ${unit}`, ejects].filter((part) => part !== '').join(', ');
}

function faultsMark({ rules, observed }: Layers['faults']): Mark {
  const [only] = rules;
  const sure = rules.length === 1 && only?.conditional === false;
  const part = (what: string, percent: number, flagged: Flagged | undefined): string => {
    if (sure && flagged !== undefined && flagged.count > 0)
      return `${what} ${formatDeclaredObserved(percent / 100, flagged.share)}`;
    return `${what} ${formatShare(percent / 100)}${only?.conditional ? ' of matches' : ''}`;
  };
  const aborts = (observed?.aborted.count ?? 0) > 0;
  const delays = (observed?.delayed.count ?? 0) > 0;
  const text =
    only === undefined
      ? joined(
          aborts ? `aborted ${formatShare(observed?.aborted.share ?? null)}` : '',
          delays ? `delayed ${formatShare(observed?.delayed.share ?? null)}` : '',
        )
      : [
          only.abort === null
            ? ''
            : part(`abort ${only.abort.status}`, only.abort.percent, observed?.aborted),
          only.delay === null
            ? ''
            : part(`delay ${formatLatency(only.delay.ms)}`, only.delay.percent, observed?.delayed),
        ]
          .filter((each) => each !== '')
          .join(', ') + more(rules.length);
  if (!aborts && !delays) return { text, ...quiet };
  return { text, ...acting(aborts ? (observed?.aborted.share ?? null) : null) };
}

function timeoutsMark({ rules, observed }: Layers['timeouts']): Mark {
  const [first] = rules;
  const text = first === undefined ? '' : `${timeoutText(first)}${more(rules.length)}`;
  if (observed === null || observed.timedOut.count === 0) return { text, ...quiet };
  return { text: joined(text, seen(observed.timedOut, 'UT')), ...acting(observed.timedOut.share) };
}

function timeoutText({ timeout, retries, beyond, conditional }: Layers['timeouts']['rules'][number]): string {
  const on = conditional ? ' on a match' : '';
  const time = timeout === null ? '' : timeout === 0 ? 'no timeout' : `timeout ${formatLatency(timeout)}`;
  if (beyond !== null)
    return `${time} < ${beyond.tries} × ${formatLatency(beyond.needed / beyond.tries)}${on}`;
  const tries =
    retries === null
      ? ''
      : retries.attempts === 0
        ? 'no retries'
        : plural(retries.attempts, 'retry', 'retries');
  return [time, tries].filter((part) => part !== '').join(', ') + on;
}

function mirroringMark({ copies, receives }: Layers['mirroring']): Mark {
  const [first] = copies;
  const sends =
    first === undefined
      ? ''
      : `mirror → ${first.subset ?? first.host.split('.')[0]} ${formatShare(first.percent / 100)}${
          first.observed === null ? '' : ` (${formatRateShort(first.observed)})`
        }${more(copies.length)}`;
  const gets = receives === null ? '' : mirroredText(receives);
  return { text: joined(sends, gets), tone: 'quiet', key: (first?.percent ?? 0) / 100 };
}

const mirroredText = ({ rate }: NonNullable<Layers['mirroring']['receives']>): string =>
  rate === null ? 'mirrored' : `mirrored ${formatRateShort(rate)}`;

const localityWords: Readonly<Record<Layers['locality']['mode'], string>> = {
  distribute: 'zone shares',
  near: 'near first',
  spread: 'any zone',
  off: 'zones off',
};

function localityMark({ mode, from, inert, callers, callees }: Layers['locality']): Mark {
  const zones = (pods: readonly { readonly zone: string | null }[]) =>
    pods.filter(({ zone }) => zone !== null).length;
  const [out, to] = [zones(callers), zones(callees)];
  const counts = out === 0 || to === 0 ? '' : `${out} → ${to}${unitSpace}zones`;
  // Where nobody wrote anything, where the pods run says enough.
  const plain = from === 'default' && mode === 'spread' && counts !== '';
  const words = plain ? '' : inert ? 'no failover' : localityWords[mode];
  return { text: [words, counts].filter((part) => part !== '').join(', '), tone: 'quiet', key: to };
}
