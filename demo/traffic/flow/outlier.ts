import type { Random } from '#demo/traffic/random.ts';
import type { ClusterHealth, TargetRuntime } from './runtime.ts';

interface HostState {
  /** Failures in a row at the end of the last step. */
  streak: number;
  ejectedUntil: number;
  ejections: number;
}

/** Of every caller's proxy. Survives a change of configuration. */
export interface OutlierState {
  of(proxy: string, cluster: string): ClusterHealth;
  /** Whether any host is ejected, or was at the last time this was asked. */
  stirred(nowMs: number): boolean;
}

/** The state before any host is ejected. */
export function createOutlierState(random: Random): OutlierState {
  const known = new Map<string, ClusterHealth>();
  let ejectedUntil = 0;
  let wasEjected = false;
  const onEjection = (untilMs: number) => {
    ejectedUntil = Math.max(ejectedUntil, untilMs);
  };
  return {
    stirred(nowMs) {
      const before = wasEjected;
      wasEjected = ejectedUntil > nowMs;
      return wasEjected || before;
    },
    of(proxy, cluster) {
      const key = `${proxy} ${cluster}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const made = clusterHealth(random, onEjection);
      known.set(key, made);
      return made;
    },
  };
}

function clusterHealth(random: Random, onEjection: (untilMs: number) => void): ClusterHealth {
  const states = new Map<string, HostState>();
  const isEjected = (host: string, nowMs: number) => (states.get(host)?.ejectedUntil ?? 0) > nowMs;
  return {
    isEjected: (host, nowMs) => states.size > 0 && isEjected(host, nowMs),
    report(host, hosts, policy, n, failed, nowMs) {
      const known = states.get(host);
      if (failed === 0) {
        if (known !== undefined) known.streak = 0;
        return;
      }
      const state = known ?? { streak: 0, ejectedUntil: 0, ejections: 0 };
      states.set(host, state);
      if (!hasRun(random, state, policy.consecutive5xx || policy.consecutiveGateway, n, failed)) return;
      const out = hosts.filter(({ link }) => isEjected(link.endpoint.address, nowMs)).length;
      // Envoy ejects one host whatever the percentage, and more while it stays below it.
      if (out > 0 && (out + 1) / hosts.length > policy.maxEjectionShare) return;
      state.ejections++;
      state.streak = 0;
      state.ejectedUntil = nowMs + policy.baseEjectionMs * state.ejections;
      onEjection(state.ejectedUntil);
    },
  };
}

/** Whether `threshold` failures came in a row among `n` answers of which `failed` failed, in random order. */
function hasRun(random: Random, state: HostState, threshold: number, n: number, failed: number): boolean {
  if (threshold <= 0) return false;
  if (failed >= n) {
    state.streak += n;
    return state.streak >= threshold;
  }
  const share = failed / n;
  const runs = n * (1 - share) * share ** threshold;
  state.streak = 0;
  return random.uniform() < 1 - Math.exp(-runs);
}

/** What a caller pod's proxy knows of a target's hosts; kept on the target, so that no key is built at each step. */
export function healthOf(outliers: OutlierState, target: TargetRuntime, pod: number): ClusterHealth | null {
  const known = target.health[pod];
  if (known !== undefined) return known;
  const proxy = target.call.caller.node.pods[pod];
  if (proxy === undefined) return null;
  const found = outliers.of(proxy.key, target.target.cluster);
  target.health[pod] = found;
  return found;
}
