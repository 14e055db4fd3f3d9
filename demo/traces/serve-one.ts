import type { PodNode } from '#demo/traffic/config/workloads.ts';
import { grpcStatusOf } from '#demo/traffic/flow/create-runtime.ts';
import type { Answer, Answering, CallRuntime, LinkRuntime, PortRuntime } from '#demo/traffic/flow/runtime.ts';
import { fromPercentiles } from '#demo/traffic/flow/timing.ts';
import type { Random } from '#demo/traffic/random.ts';
import type { Followed } from './followed.ts';

/** How one request is answered, and after how long. */
export type Served = Answering;

/** Calls of one kind made for one request: a program that makes hundreds would fill its trace with them. */
const mostCalls = 12;

/**
 * What a program does with one request: some of its own time, its calls one after the other, the rest of its time. It fails as
 * they do, or by itself. Null for what serves in another way: then it answers as is expected of all.
 */
export function serveOne(
  { workload, upstream, link }: LinkRuntime,
  pod: PodNode,
  random: Random,
  follow: (call: CallRuntime, atMs: number) => Followed,
): Served | null {
  if (workload === null || upstream === null || !isPort(upstream)) return null;
  const { served } = upstream;
  const own = fromPercentiles(served.latency.median, served.latency.p99);
  const ownMs = Math.exp(own.mu + own.sigma * random.normal());
  let at = ownMs * 0.4;
  const failures: Followed[] = [];
  const isKnown = link.upstream.kind !== 'app' || link.upstream.found;
  for (const call of isKnown ? callsOf(workload.calls, pod, random) : []) {
    const followed = follow(call, at);
    at += followed.durationMs;
    if (followed.failed) failures.push(followed);
  }
  const total = at + ownMs * 0.6;
  return {
    mu: Math.log(total),
    sigma: 1e-4,
    mean: total,
    variance: 0,
    answers: [answer(served, failures, random)],
    resetShare: upstream.resetShare,
    responseBytes: upstream.responseBytes,
  };
}

const isPort = (upstream: Answering): upstream is PortRuntime => 'served' in upstream;

function callsOf(calls: readonly CallRuntime[], pod: PodNode, random: Random): readonly CallRuntime[] {
  return calls.flatMap((call) => {
    const times = call.node.forward ? 0 : (call.call.perRequest ?? 0);
    if (times <= 0 || call.node.behaviour !== pod.behaviour) return [];
    const whole = Math.floor(times);
    const n = whole + (random.uniform() < times - whole ? 1 : 0);
    return Array.from({ length: Math.min(mostCalls, n) }, () => call);
  });
}

function answer(served: PortRuntime['served'], failures: readonly Followed[], random: Random): Answer {
  const [first] = failures;
  if (first !== undefined && served.failsWithCalls) return coded(served, first.unavailable ? 503 : 500);
  const drawn = random.uniform();
  if (drawn < served.errorRate) return coded(served, served.errorCode);
  let rest = (drawn - served.errorRate) / Math.max(1e-9, 1 - served.errorRate);
  for (const { code, share } of served.answers) {
    if (rest < share) return coded(served, code);
    rest -= share;
  }
  return served.protocol === 'grpc'
    ? { status: 200, grpc: 0, share: 1 }
    : { status: 200, grpc: -1, share: 1 };
}

const coded = ({ protocol }: PortRuntime['served'], code: number): Answer =>
  protocol === 'grpc'
    ? { status: 200, grpc: grpcStatusOf(code), share: 1 }
    : { status: code, grpc: -1, share: 1 };
