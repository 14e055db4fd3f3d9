import { outcomeLabels } from '#lib/prom/labels.ts';
import type { Labels, Measure, TrafficSample } from '#lib/prom/series.ts';
import { createUnplaced, isBytes } from './count-unplaced.ts';
import { createIdentities } from './identities.ts';
import type { Unplaced } from './model.ts';
import type { Slot } from './place.ts';

/** Rows of one outcome at one slot of an edge. */
export interface OutcomeSum {
  readonly code: string;
  readonly grpcStatus: string | null;
  readonly flags: readonly string[];
  rate: number;
  /** Requests that `rate` did not see because their series was new. */
  first: number;
}

export interface ConnectionSum {
  readonly flags: readonly string[];
  rate: number;
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
  /** Between which workloads, where an edge may be between several. */
  readonly pairs: Set<string>;
  readonly identities: IdentitySum[];
  readonly outcomes: Map<string, OutcomeSum>;
  /** Amount (requests or bytes per second) by `connection_security_policy`. */
  readonly security: Map<string, number>;
  sent: number | null;
  received: number | null;
  /** Connections that ended per second, by their flags. */
  readonly connections: Map<string, ConnectionSum>;
  /** gRPC messages per second from source to target, and back. */
  messagesSent: number | null;
  messagesReceived: number | null;
}

/** All that was said of one edge. */
export interface Slots {
  readonly slots: ReadonlyMap<Slot, SlotSum>;
}

/** Where a row belongs: on which edge, and in whose report of it. */
export interface Spot {
  readonly edge: string;
  readonly slot: Slot;
  /** The workloads at the ends of the row, where the edge may be between several. */
  readonly pair?: string;
}

export interface EdgeSum<S extends Spot> extends Slots {
  readonly placement: S;
  readonly slots: Map<Slot, SlotSum>;
}

export interface Accumulated<S extends Spot> {
  readonly edges: ReadonlyMap<string, EdgeSum<S>>;
  readonly unplaced: readonly Unplaced[];
}

/** How a graph places rows. Its grain lies here alone: one row may run along several edges, or along none of them. */
export interface Placing<S extends Spot> {
  /** Spots of a series, or why it has none. `tcp` for byte metrics, which name no protocol. */
  place(labels: Labels, tcp: boolean): readonly S[] | Unplaced['reason'];
  /** Of two ways in which series describe one edge the same one, whatever order they come in. */
  prefer(known: S, other: S): S;
}

const isTcp = (measure: Measure): boolean => isBytes(measure) || measure === 'tcp-closed';

const emptySlot = (): SlotSum => ({
  pairs: new Set(),
  identities: [],
  outcomes: new Map(),
  security: new Map(),
  sent: null,
  received: null,
  connections: new Map(),
  messagesSent: null,
  messagesReceived: null,
});

/** Envoy's flags as reported: their order varies between versions, `-` is none. */
export function parseFlags(label: string | undefined): readonly string[] {
  if (label === undefined || label === '' || label === '-') return [];
  return [...new Set(label.split(',').map((flag) => flag.trim()))].filter((flag) => flag !== '').sort();
}

/** Adds every sample to the edges it belongs to. What cannot be placed is counted by reason and metric. */
export function accumulate<S extends Spot>(
  samples: readonly TrafficSample[],
  placing: Placing<S>,
): Accumulated<S> {
  const edges = new Map<string, EdgeSum<S>>();
  const unplaced = createUnplaced();
  const identities = createIdentities<Identity>();

  function slotAt(spot: S): SlotSum {
    const edge = edges.get(spot.edge) ?? { placement: spot, slots: new Map<Slot, SlotSum>() };
    const placement = placing.prefer(edge.placement, spot);
    edges.set(spot.edge, placement === edge.placement ? edge : { ...edge, placement });
    const slot = edge.slots.get(spot.slot) ?? emptySlot();
    edge.slots.set(spot.slot, slot);
    if (spot.pair !== undefined) slot.pairs.add(spot.pair);
    return slot;
  }

  function identify(labels: Labels, tcp: boolean): Identity {
    const spots = placing.place(labels, tcp);
    if (typeof spots === 'string') return { unplaced: spots };
    return { spots: spots.map((spot) => ({ slot: slotAt(spot), sum: null })) };
  }

  for (const sample of samples) {
    const identity = identities.of(sample.labels, isTcp(sample.measure), identify);
    if ('unplaced' in identity) unplaced.add(identity.unplaced, sample);
    else for (const spot of identity.spots) add(spot, sample);
  }
  return { edges, unplaced: unplaced.list() };
}

/** What rows of one identity lead to on one edge; the sum is made when the first row needs it. */
interface PlacedIdentity {
  readonly slot: SlotSum;
  sum: IdentitySum | null;
}

type Identity = { readonly spots: readonly PlacedIdentity[] } | { readonly unplaced: Unplaced['reason'] };

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
    case 'tcp-closed':
      connectionOf(slot, labels).rate += value;
      return;
    case 'messages-sent':
      slot.messagesSent = (slot.messagesSent ?? 0) + value;
      return;
    case 'messages-received':
      slot.messagesReceived = (slot.messagesReceived ?? 0) + value;
      return;
  }
}

function connectionOf(slot: SlotSum, { response_flags: label }: Labels): ConnectionSum {
  const flags = parseFlags(label);
  const key = flags.join();
  const known = slot.connections.get(key);
  if (known !== undefined) return known;
  const made = { flags, rate: 0 };
  slot.connections.set(key, made);
  return made;
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
