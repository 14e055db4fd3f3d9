import { effectsOf } from '#lib/mesh/rule-effects.ts';
import type { Sending } from './seen.ts';

/** How long a request may take before it is cut off, and where that is written. */
export interface FirstLimit {
  /** Milliseconds. */
  readonly ms: number;
  readonly object: Sending['way']['rules'][number]['route']['object'];
  readonly path: string;
}

/**
 * The limit that requests of a sending meet first: the timeout of the route, or that of a try where it is shorter. Null where
 * there is none, and where several rules can be meant. Gateway API writes both elsewhere.
 */
export function firstLimit({ way, protocol }: Sending): FirstLimit | null {
  const [only, ...others] = way.rules;
  if (only === undefined || others.length > 0 || protocol === 'tcp') return null;
  const { rule, route } = only;
  const { timeout, retries } = effectsOf(rule);
  const [whole, perTry] = [timeout || null, retries?.perTry || null];
  const at = (ms: number, ofIstio: string, ofGateway: string): FirstLimit => {
    const field = rule.written?.api === 'gateway' ? ofGateway : ofIstio;
    return { ms, object: route.object, path: `${rule.path}.${field}` };
  };
  if (perTry !== null && (whole === null || perTry < whole))
    return at(perTry, 'retries.perTryTimeout', 'timeouts.backendRequest');
  return whole === null ? null : at(whole, 'timeout', 'timeouts.request');
}
