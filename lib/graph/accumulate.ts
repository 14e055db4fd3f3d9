import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { outcomeLabels } from '#lib/prom/labels.ts';
import type { Labels, Measure, TrafficSample } from '#lib/prom/series.ts';
import { createIdentities } from './identities.ts';
import type { Unplaced } from './model.ts';
import { type Placement, place, type Slot } from './place.ts';

/** Rows of one outcome at one slot of an edge. */
export interface OutcomeSum {
  readonly code: string;
  readonly grpcStatus: string | null;
  readonly flags: readonly string[];
  rate: number;
  /** Requests that `rate` did not see because their series was new. */
  first: number;
}

/** What one identity (a set of labels that make one row of a total) adds up to. */
export interface IdentitySum {
  rate: number;
  newRequests: number;
  /** Milliseconds of request duration per second. */
  latency: number | null;
}

/** All that one reporter said of one edge. */
export interface SlotSum {
  readonly identities: IdentitySum[];
  readonly outcomes: Map<string, OutcomeSum>;
  /** Amount (requests or bytes per second) by `connection_security_policy`. */
  readonly security: Map<string, number>;
  sent: number | null;
  received: number | null;
}

export interface EdgeSum {
  readonly placement: Placement;
  readonly slots: Map<Slot, SlotSum>;
}

export interface Accumulated {
  readonly edges: ReadonlyMap<string, EdgeSum>;
  readonly unplaced: readonly Unplaced[];
}

const metrics: Readonly<Record<Measure, string>> = {
  requests: 'istio_requests_total',
  failures: 'istio_requests_total',
  'first-failures': 'istio_requests_total',
  'new-requests': 'istio_requests_total',
  latency: 'istio_request_duration_milliseconds',
  'tcp-sent': 'istio_tcp_received_bytes_total',
  'tcp-received': 'istio_tcp_sent_bytes_total',
};

const isTcp = (measure: Measure): boolean => measure === 'tcp-sent' || measure === 'tcp-received';

const emptySlot = (): SlotSum => ({
  identities: [],
  outcomes: new Map(),
  security: new Map(),
  sent: null,
  received: null,
});

/** Envoy's flags as reported: their order varies between versions, `-` is none. */
export function parseFlags(label: string | undefined): readonly string[] {
  if (label === undefined || label === '' || label === '-') return [];
  return [...new Set(label.split(',').map((flag) => flag.trim()))].filter((flag) => flag !== '').sort();
}

/** Adds every sample to the edge it belongs to. What cannot be placed is counted by reason and metric. */
export function accumulate(samples: readonly TrafficSample[], snapshot: MeshSnapshot): Accumulated {
  const edges = new Map<string, EdgeSum>();
  const unplaced = createUnplaced();
  const identities = createIdentities<Identity>();

  function identify(labels: Labels, tcp: boolean): Identity {
    const placement = place(labels, tcp, snapshot);
    if (typeof placement === 'string') return { unplaced: placement };
    const edge = edges.get(placement.edge) ?? { placement, slots: new Map<Slot, SlotSum>() };
    edges.set(placement.edge, canonical(edge, placement));
    const slot = edge.slots.get(placement.slot) ?? emptySlot();
    edge.slots.set(placement.slot, slot);
    return { slot, sum: null };
  }

  for (const sample of samples) {
    const tcp = isTcp(sample.measure);
    const identity = identities.of(sample.labels, tcp, identify);
    if ('unplaced' in identity) unplaced.add(identity.unplaced, sample);
    else add(identity, sample);
  }
  return { edges, unplaced: unplaced.list() };
}

/** What rows of one identity lead to; the sum is made when the first row needs it. */
interface PlacedIdentity {
  readonly slot: SlotSum;
  sum: IdentitySum | null;
}

type Identity = PlacedIdentity | { readonly unplaced: Unplaced['reason'] };

/** Of the ways in which series describe one edge, the same one whatever order they come in. */
function canonical(edge: EdgeSum, other: Placement): EdgeSum {
  return describe(other) < describe(edge.placement) ? { ...edge, placement: other } : edge;
}

const describe = ({ service, source, target }: Placement): string =>
  [service?.host, source.app, source.version, target.app, target.version].map((x) => x ?? '~').join('|');

function add(identity: PlacedIdentity, { measure, labels, value }: TrafficSample): void {
  const { slot } = identity;
  switch (measure) {
    case 'requests': {
      sumOf(identity).rate += value;
      secured(slot, labels, value);
      return;
    }
    case 'new-requests':
      sumOf(identity).newRequests += value;
      return;
    case 'latency':
      sumOf(identity).latency = value;
      return;
    case 'failures':
      outcomeOf(slot, labels).rate += value;
      return;
    case 'first-failures':
      outcomeOf(slot, labels).first += value;
      return;
    case 'tcp-sent':
      slot.sent = (slot.sent ?? 0) + value;
      secured(slot, labels, value);
      return;
    case 'tcp-received':
      slot.received = (slot.received ?? 0) + value;
      secured(slot, labels, value);
      return;
  }
}

function secured(slot: SlotSum, labels: Labels, value: number): void {
  const policy = labels.connection_security_policy ?? 'unknown';
  slot.security.set(policy, (slot.security.get(policy) ?? 0) + value);
}

function sumOf(identity: PlacedIdentity): IdentitySum {
  if (identity.sum !== null) return identity.sum;
  const made = { rate: 0, newRequests: 0, latency: null };
  identity.slot.identities.push(made);
  identity.sum = made;
  return made;
}

function outcomeOf(slot: SlotSum, labels: Labels): OutcomeSum {
  const [code, grpc, flagText] = outcomeLabels.map((name) => labels[name]);
  const flags = parseFlags(flagText);
  const shown = code === undefined || code === '0' ? '-' : code;
  const grpcStatus = labels.request_protocol === 'grpc' ? (grpc ?? null) : null;
  const key = `${shown} ${grpcStatus ?? ''} ${flags.join()}`;
  const known = slot.outcomes.get(key);
  if (known !== undefined) return known;
  const made = { code: shown, grpcStatus, flags, rate: 0, first: 0 };
  slot.outcomes.set(key, made);
  return made;
}

function createUnplaced() {
  const groups = new Map<string, { series: number; rate: number; sample: TrafficSample; text: string }>();
  return {
    add(reason: Unplaced['reason'], sample: TrafficSample): void {
      const key = `${reason} ${metrics[sample.measure]}`;
      const text = JSON.stringify(Object.entries(sample.labels).sort());
      const group = groups.get(key) ?? { series: 0, rate: 0, sample, text };
      group.series += 1;
      // Only what is a rate adds up to one; a latency or a count of new series does not.
      if (sample.measure === 'requests' || isTcp(sample.measure)) group.rate += sample.value;
      if (text < group.text) Object.assign(group, { sample, text });
      groups.set(key, group);
    },
    list(): readonly Unplaced[] {
      return [...groups].sort(byKey).map(([key, { series, rate, sample }]) => ({
        reason: key.split(' ')[0] as Unplaced['reason'],
        metric: metrics[sample.measure],
        series,
        rate: rate as Unplaced['rate'],
        example: { ...sample.labels },
      }));
    },
  };
}

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;
