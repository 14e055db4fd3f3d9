import { type Effects, type Ending, fails, type Maker } from './simulation.ts';

/** Who waits for an answer. */
interface Waiting {
  readonly client: 'proxy' | 'ztunnel' | 'none';
  readonly by: Maker;
  readonly stream: boolean;
  /** What the rule says of waiting; null where none is about it. */
  readonly effects: Effects | null;
}

/** How long Istio's proxies wait for a connection where nothing is written (istio.io, MeshConfig, `connectTimeout`); milliseconds. */
const usualConnectTimeout = 10_000;
/** Attempts after the first where the rule writes none. */
const usualAttempts = 2;

/**
 * How a request ends whose packets nobody answers: no connection in time (UF), unless the rule gives up before that (UT). ztunnel has
 * its own flag, and who has no proxy waits for as long as it likes. It holds where NetworkPolicies are carried out.
 */
export function dropped({ client, by, stream, effects }: Waiting, connectTimeout: number | null): Ending {
  if (client === 'none') return { ...fails('network', 0, '-'), ifEnforced: true };
  if (client === 'ztunnel') return { ...fails('ztunnel', 0, 'CONNECT'), ifEnforced: true };
  if (stream) return { ...fails(by, 0, 'UF'), ifEnforced: true };
  const connect = connectTimeout ?? usualConnectTimeout;
  const perTry = effects?.retries?.perTry ?? Number.POSITIVE_INFINITY;
  const tries = 1 + (effects?.retries?.attempts ?? usualAttempts);
  const gaveUp = (effects?.timeout ?? Number.POSITIVE_INFINITY) < tries * Math.min(connect, perTry);
  const ending = gaveUp || perTry < connect ? fails(by, 504, 'UT') : fails(by, 503, 'UF');
  return { ...ending, ifEnforced: true };
}
