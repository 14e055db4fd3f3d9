import type { IdentitySum, OutcomeSum, SlotSum, Slots } from './accumulate.ts';
import type { Slot } from './place.ts';

/** What was said of several edges, as if of one. Each reporter's sums add up; reporters stay apart. */
export function mergeSums(sums: readonly Slots[]): Slots {
  const [only, ...others] = sums;
  if (only !== undefined && others.length === 0) return only;
  const slots = new Map<Slot, SlotSum>();
  for (const sum of sums) {
    for (const [slot, told] of sum.slots) {
      const before = slots.get(slot);
      slots.set(slot, before === undefined ? told : added(before, told));
    }
  }
  return { slots };
}

function added(a: SlotSum, b: SlotSum): SlotSum {
  return {
    pairs: new Set([...a.pairs, ...b.pairs]),
    identities: [...a.identities, ...b.identities],
    outcomes: addedOutcomes(a.outcomes, b.outcomes),
    security: addedAmounts(a.security, b.security),
    sent: plus(a.sent, b.sent),
    received: plus(a.received, b.received),
    connections: addedConnections(a.connections, b.connections),
    messagesSent: plus(a.messagesSent, b.messagesSent),
    messagesReceived: plus(a.messagesReceived, b.messagesReceived),
  };
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : a + b;

type Outcomes = SlotSum['outcomes'];

function addedOutcomes(a: Outcomes, b: Outcomes): Outcomes {
  const all = new Map(a);
  for (const [key, outcome] of b) {
    const before = all.get(key);
    const sum = before === undefined ? outcome : { ...outcome, rate: before.rate + outcome.rate };
    all.set(key, before === undefined ? sum : { ...sum, first: before.first + outcome.first });
  }
  return all;
}

function addedConnections(a: SlotSum['connections'], b: SlotSum['connections']): SlotSum['connections'] {
  const all = new Map(a);
  for (const [key, { flags, rate }] of b) all.set(key, { flags, rate: (all.get(key)?.rate ?? 0) + rate });
  return all;
}

function addedAmounts(a: SlotSum['security'], b: SlotSum['security']): SlotSum['security'] {
  const all = new Map(a);
  for (const [policy, amount] of b) all.set(policy, (all.get(policy) ?? 0) + amount);
  return all;
}

/** Below this share of what was there, what is left is the error of its sums. */
const nothing = 1e-6;

/**
 * What is left of an edge when a part of its requests is drawn elsewhere. Of what the part does not tell (latency, policies,
 * first requests) each request left has its share; where one end alone told the part, it is gone from the other's report too.
 */
export function withoutPart(whole: Slots, part: Slots): Slots {
  const slots = new Map<Slot, SlotSum>();
  const [any] = part.slots.values();
  for (const [slot, told] of whole.slots) {
    const gone = part.slots.get(slot) ?? any;
    slots.set(slot, gone === undefined ? told : withoutSlot(told, gone));
  }
  return { slots };
}

const total = (identities: readonly IdentitySum[]): number =>
  identities.reduce((sum, { rate }) => sum + rate, 0);

function withoutSlot(told: SlotSum, gone: SlotSum): SlotSum {
  const all = total(told.identities);
  const share = all <= 0 ? 0 : Math.max(0, 1 - total(gone.identities) / all);
  const left = share <= nothing ? 0 : share;
  const outcomes = [...told.outcomes].flatMap(([key, outcome]): [string, OutcomeSum][] => {
    const rate = outcome.rate - (gone.outcomes.get(key)?.rate ?? 0);
    const rest = { ...outcome, rate: rate <= outcome.rate * nothing ? 0 : rate, first: outcome.first * left };
    return rest.rate + rest.first > 0 ? [[key, rest]] : [];
  });
  return {
    ...told,
    identities: told.identities.map(({ rate, newRequests, latency }) => ({
      rate: rate * left,
      newRequests: newRequests * left,
      latency: latency === null ? null : latency * left,
    })),
    outcomes: new Map(outcomes),
    security: new Map([...told.security].map(([policy, amount]) => [policy, amount * left])),
  };
}
