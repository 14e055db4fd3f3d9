import type { OutlierState } from '#demo/traffic/flow/outlier.ts';
import type { CallRuntime, Runtime } from '#demo/traffic/flow/runtime.ts';
import { createRandom, type Random } from '#demo/traffic/random.ts';
import { RequestFollower } from './follow-request.ts';
import type { TracedRequest } from './traced-span.ts';

/** Requests that are followed in a second, and traces kept: some twenty minutes of them. */
const perSecond = 2;
const mostTraces = 2500;
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

/** Which requests are followed, and how each goes, depends on the seed alone beside what runs. */
export function createTraceSampler(seed: number): TraceSampler {
  const random = createRandom(seed);
  let traces: TracedRequest[] = [];
  return {
    traces: () => traces,
    step(runtime, outliers, fromMs, toMs) {
      const starts = startsOf(runtime);
      if (starts.length === 0) return;
      const follower = new RequestFollower(random, outliers);
      follower.nowMs = toMs;
      follower.stepMs = Math.max(1, toMs - fromMs);
      const wanted = Math.min(mostPerStep, (perSecond * (toMs - fromMs)) / 1000);
      const n = Math.floor(wanted) + (random.uniform() < wanted % 1 ? 1 : 0);
      for (let i = 0; i < n; i++) {
        const trace = followOne(follower, starts, random, fromMs + random.uniform() * (toMs - fromMs));
        if (trace !== null) traces.push(trace);
      }
      if (traces.length > 2 * mostTraces) traces = traces.slice(-mostTraces);
    },
  };
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
