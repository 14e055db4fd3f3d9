import { expected } from './arithmetic.ts';
import { grpcStatusOf } from './create-runtime.ts';
import type { FlowIo } from './io.ts';
import type { Outcome } from './outcome.ts';
import type { OutlierState } from './outlier.ts';
import { runHttp } from './run-http.ts';
import { runTcp } from './run-tcp.ts';
import type { Answer, CallRuntime, PortRuntime, Ports, ProgramRuntime, WorkloadRuntime } from './runtime.ts';
import { below, fromMoments, fromPercentiles, meanOf, normalCdf, type Timing, varianceOf } from './timing.ts';

/** What one request of a call comes to, added up over all ways it can go. */
interface Sums {
  total: number;
  failed: number;
  unavailable: number;
  mean: number;
  square: number;
  readonly answers: Map<number, { outcome: Outcome; share: number }>;
}

/**
 * Works out, callees first, how often each call fails and how long it takes, and from that how each program answers.
 * Against the order (cycles) last step's expectation stands. Says whether any expectation has moved.
 */
export function expectAll(
  workloads: readonly WorkloadRuntime[],
  outliers: OutlierState,
  nowMs: number,
  stepMs: number,
): boolean {
  let moved = false;
  for (let i = workloads.length - 1; i >= 0; i--) {
    const workload = workloads[i];
    if (workload === undefined) continue;
    for (const call of workload.calls) moved = expectCall(call, outliers, nowMs, stepMs) || moved;
    for (const [program, ports] of workload.programs) {
      expectPorts(
        workload.calls.filter(({ node }) => node.behaviour === program),
        ports,
      );
    }
  }
  return moved;
}

/** Beyond what rounding leaves. */
const differ = (a: number, b: number): boolean => Math.abs(a - b) > 1e-9 * (1 + Math.abs(b));

function expectCall(call: CallRuntime, outliers: OutlierState, nowMs: number, stepMs: number): boolean {
  const program = call.meshed ?? call.direct;
  if (program === null) return false;
  const { failShare, unavailableShare, mean, variance } = call;
  const sums: Sums = { total: 0, failed: 0, unavailable: 0, mean: 0, square: 0, answers: new Map() };
  run(sumsInto(sums, outliers, nowMs, stepMs), program, sums);
  const total = Math.max(sums.total, 1e-9);
  call.failShare = Math.min(1, sums.failed / total);
  call.unavailableShare = Math.min(call.failShare, sums.unavailable / total);
  call.mean = Math.max(0.1, sums.mean / total);
  call.variance = Math.max(0.01, sums.square / total - call.mean ** 2);
  const { mu, sigma } = fromMoments(call.mean, call.variance);
  call.mu = mu;
  call.sigma = sigma;
  call.answers = [...sums.answers.values()].map(
    ({ outcome, share }): Answer => ({
      status: outcome.status,
      grpc: outcome.grpcStatus,
      share: share / total,
    }),
  );
  return (
    differ(failShare, call.failShare) ||
    differ(unavailableShare, call.unavailableShare) ||
    differ(mean, call.mean) ||
    differ(variance, call.variance)
  );
}

function run(io: FlowIo, program: ProgramRuntime, sums: Sums): void {
  if (program.kind === 'http') runHttp(io, program, 0, 1);
  else if (program.kind === 'tcp') runTcp(io, program, 0, 1);
  else addReply(sums, program.spec.code);
}

function addReply(sums: Sums, code: number): void {
  sums.total = 1;
  sums.failed = code === 0 || code >= 400 ? 1 : 0;
  sums.mean = 1;
  sums.square = 1.5;
}

function sumsInto(sums: Sums, outliers: OutlierState, nowMs: number, stepMs: number): FlowIo {
  return {
    arithmetic: expected,
    nowMs,
    stepMs,
    outliers,
    expecting: true,
    overflowing: false,
    source(_owner, _pod, outcome, n, timing) {
      const mean = meanOfTiming(timing);
      const variance = timing.cap === Number.POSITIVE_INFINITY ? varianceOf(timing.mu, timing.sigma) : 0;
      sums.total += n;
      if (outcome.failed) sums.failed += n;
      if (outcome.status === 503 || outcome.grpcStatus === 14) sums.unavailable += n;
      sums.mean += n * mean;
      sums.square += n * (variance + mean * mean);
      const key = outcome.status * 32 + outcome.grpcStatus + 1;
      const known = sums.answers.get(key);
      if (known === undefined) sums.answers.set(key, { outcome, share: n });
      else known.share += n;
    },
    destination() {},
    judged() {},
    arrive() {},
    errors() {},
    stream(_owner, link, _pod, ops, end) {
      const mean = link?.upstream?.mean ?? 1;
      sums.total += ops;
      if (end.kind === 'refused') sums.failed += ops;
      sums.mean += ops * mean;
      sums.square += ops * (mean * mean + (link?.upstream?.variance ?? 0));
    },
  };
}

/** Mean of a timing, its log-normal part kept below the cap. */
function meanOfTiming({ mu, sigma, shift, cap }: Timing): number {
  if (cap === Number.POSITIVE_INFINITY) return shift + meanOf(mu, sigma);
  const mass = below(mu, sigma, cap);
  if (mass < 1e-6 || cap <= 0) return shift + Math.max(0, cap);
  return shift + (meanOf(mu, sigma) * normalCdf((Math.log(cap) - mu) / sigma - sigma)) / mass;
}

/** A request takes its own time and, one after the other, that of the calls made for it; it fails as they do. */
function expectPorts(calls: readonly CallRuntime[], ports: Ports): void {
  let mean = 0;
  let variance = 0;
  let succeeds = 1;
  let failures = 0;
  let unavailable = 0;
  for (const call of calls) {
    const times = call.node.forward ? 0 : (call.call.perRequest ?? 0);
    if (times <= 0) continue;
    mean += times * call.mean;
    variance += times * (call.variance + call.mean ** 2 * Math.max(0, 1 - times));
    // So many calls for sure, and one more in some requests.
    const whole = Math.floor(times);
    succeeds *= (1 - call.failShare) ** whole * (1 - (times - whole) * call.failShare);
    failures += times * call.failShare;
    unavailable += times * call.unavailableShare;
  }
  const asUnavailable = failures > 0 ? unavailable / failures : 0;
  for (const port of ports.byNumber.values()) {
    setPort(port, mean, variance, 1 - succeeds, asUnavailable);
  }
}

function setPort(
  port: PortRuntime,
  callsMean: number,
  callsVariance: number,
  callsFail: number,
  asUnavailable: number,
): void {
  const { latency, errorRate, errorCode, answers, failsWithCalls, protocol } = port.served;
  const own = fromPercentiles(latency.median, latency.p99);
  port.mean = meanOf(own.mu, own.sigma) + callsMean;
  port.variance = varianceOf(own.mu, own.sigma) + callsVariance;
  const both = callsMean > 0 ? fromMoments(port.mean, port.variance) : own;
  port.mu = both.mu;
  port.sigma = both.sigma;
  const grpc = protocol === 'grpc';
  const answer = (code: number, share: number): Answer =>
    grpc ? { status: 200, grpc: grpcStatusOf(code), share } : { status: code, grpc: -1, share };
  const failing = failsWithCalls ? callsFail : 0;
  const wrong = (1 - failing) * errorRate;
  const left = 1 - failing - wrong;
  const others = answers.map(({ code, share }) => answer(code, left * share));
  const plain = Math.max(0, left - others.reduce((sum, { share }) => sum + share, 0));
  port.answers = [
    answer(503, failing * asUnavailable),
    answer(500, failing * (1 - asUnavailable)),
    answer(errorCode, wrong),
    ...others,
    grpc ? { status: 200, grpc: 0, share: plain } : { status: 200, grpc: -1, share: plain },
  ].filter(({ share }) => share > 1e-12);
}
