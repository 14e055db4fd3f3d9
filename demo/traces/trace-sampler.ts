import type { OutlierState } from '#demo/traffic/flow/outlier.ts';
import type { CallRuntime, Runtime } from '#demo/traffic/flow/runtime.ts';
import { createRandom, type Random } from '#demo/traffic/random.ts';
import { RequestFollower } from './follow-request.ts';
import type { TracedRequest } from './traced-span.ts';

/** Requests that are followed in a second, and spans kept: of a mesh as the shop some twenty minutes. */
const perSecond = 2;
const mostSpans = 60_000;
/** In one step, however long it is. */
const mostPerStep = 20;

/** Samples requests of a running mesh into traces. */
export interface TraceSampler {
  /** The newest last. */
  traces(): readonly TracedRequest[];
  step(runtime: Runtime, outliers: OutlierState, fromMs: number, toMs: number): void;
}

interface Start {
  readonly call: CallRuntime;
  readonly rps: number;
}

/**
 * Which requests are followed, and how each goes, depends on the seed alone beside what runs. None is followed before `sinceMs`:
 * it would be forgotten before anybody asks.
 */
export function createTraceSampler(seed: number, sinceMs = 0): TraceSampler {
  const random = createRandom(seed);
  let traces: TracedRequest[] = [];
  let spans = 0;
  return {
    traces: () => traces,
    step(runtime, outliers, fromMs, toMs) {
      const starts = toMs < sinceMs ? [] : startsOf(runtime);
      if (starts.length === 0) return;
      const follower = new RequestFollower(random, outliers);
      follower.nowMs = toMs;
      follower.stepMs = Math.max(1, toMs - fromMs);
      const wanted = Math.min(mostPerStep, (perSecond * (toMs - fromMs)) / 1000);
      const n = Math.floor(wanted) + (random.uniform() < wanted % 1 ? 1 : 0);
      for (let i = 0; i < n; i++) {
        const trace = followOne(follower, starts, random, fromMs + random.uniform() * (toMs - fromMs));
        if (trace === null) continue;
        traces.push(trace);
        spans += trace.spans.length;
      }
      if (spans <= 2 * mostSpans) return;
      traces = newest(traces);
      spans = spansOf(traces);
    },
  };
}

const spansOf = (traces: readonly TracedRequest[]): number =>
  traces.reduce((sum, trace) => sum + trace.spans.length, 0);

/** As many of the newest as may be kept. */
function newest(traces: readonly TracedRequest[]): TracedRequest[] {
  let left = mostSpans;
  const first = traces.findLastIndex((trace) => {
    left -= trace.spans.length;
    return left < 0;
  });
  return traces.slice(first + 1);
}

/** Where requests begin: calls that programs make by themselves. */
function startsOf({ workloads }: Runtime): readonly Start[] {
  return workloads.flatMap(({ calls, node }) =>
    calls.flatMap((call) => {
      const rps = (call.call.rps ?? 0) * node.pods.filter(({ ready }) => ready).length;
      return rps > 0 && !call.node.forward && call.call.protocol !== 'tcp' ? [{ call, rps }] : [];
    }),
  );
}

function followOne(
  follower: RequestFollower,
  starts: readonly Start[],
  random: Random,
  startMs: number,
): TracedRequest | null {
  const total = starts.reduce((sum, { rps }) => sum + rps, 0);
  let at = random.uniform() * total;
  const { call } = starts.find(({ rps }) => {
    at -= rps;
    return at < 0;
  }) ?? { call: null };
  const ready =
    call?.caller.node.pods.filter((pod) => pod.ready && pod.behaviour === call.node.behaviour) ?? [];
  const pod = ready[Math.floor(random.uniform() * ready.length)];
  if (call === null || pod === undefined) return null;
  follower.spans = [];
  const { durationMs } = follower.follow(call, pod.index, startMs, null);
  if (follower.spans.length === 0) return null;
  return { id: follower.newId() + follower.newId(), startMs, durationMs, spans: follower.spans };
}
