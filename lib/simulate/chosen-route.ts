import type { ConsideredRule, Effects, Step } from './simulation.ts';

/** One place that a rule sends to. */
export interface SentTo {
  /** Full name, as the registry would have it. */
  readonly host: string;
  /** Namespace of the object that writes it: where a short name is looked up. */
  readonly namespace: string;
  readonly subset: string | null;
  readonly port: number | null;
  /** 0 to 1. */
  readonly share: number;
  readonly mirror: boolean;
  /** Status where it does not exist: 503, or 500 for routes of the Gateway API (istio/istio pilot/pkg/networking/core/route). */
  readonly missingCode: 503 | 500;
  readonly object: Step['object'];
  readonly path: string | null;
}

/** What the routes of a host come to for one request. */
export interface ChosenRoute {
  readonly steps: readonly Step[];
  readonly rules: readonly ConsideredRule[];
  readonly effects: Effects | null;
  readonly to: readonly SentTo[];
  /** The answer of the proxy itself: `none` where no rule takes it, a status where the rule says one. */
  readonly outcome: 'sent' | 'none' | 'unknown' | { readonly status: number };
}

/** A plain route to a host: what a proxy does with a known host that no rule is about. */
export const plainTo = (host: string, namespace: string): SentTo => ({
  host,
  namespace,
  subset: null,
  port: null,
  share: 1,
  mirror: false,
  missingCode: 503,
  object: null,
  path: null,
});

/**
 * Written weights as shares of what is sent: one destination takes all whatever its weight says, zero takes nothing, and the sum
 * need not be 100.
 */
export function sharesOf(weights: readonly number[]): readonly number[] {
  if (weights.length === 1) return [1];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}
