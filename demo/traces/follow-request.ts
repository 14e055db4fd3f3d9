import type { PodNode } from '#demo/traffic/config/workloads.ts';
import { drawn } from '#demo/traffic/flow/arithmetic.ts';
import type { FlowIo } from '#demo/traffic/flow/io.ts';
import { type Outcome, proxyAnswer } from '#demo/traffic/flow/outcome.ts';
import type { OutlierState } from '#demo/traffic/flow/outlier.ts';
import { runHttp } from '#demo/traffic/flow/run-http.ts';
import type {
  Answering,
  CallRuntime,
  LinkRuntime,
  Owner,
  ProgramRuntime,
} from '#demo/traffic/flow/runtime.ts';
import { localTiming, type Timing } from '#demo/traffic/flow/timing.ts';
import type { Random } from '#demo/traffic/random.ts';
import type { Followed } from './followed.ts';
import { type Served, serveOne } from './serve-one.ts';
import type { TracedSpan } from './traced-span.ts';

/** Milliseconds from one proxy to the other. */
const wire = 0.4;
/** Spans of one request, beyond which it is not followed further: a mesh may call in a circle. */
const mostSpans = 400;
const mostDepth = 40;

/** One call on its way. */
interface Frame {
  readonly call: CallRuntime;
  readonly startMs: number;
  /** Span of the caller's proxy; null where there is none. */
  readonly client: string | null;
  readonly parent: string | null;
  /** Span of the callee's proxy that is not told yet. */
  open: { readonly id: string; readonly startMs: number } | null;
  /** When the last attempt that arrived was answered. */
  reached: number;
  ended: { readonly owner: Owner; readonly outcome: Outcome; readonly durationMs: number } | null;
}

/**
 * Follows single requests through what runs, by the rules that all requests are counted by: each call that a program makes for the
 * request is followed in turn, and how it ends decides how the program answers.
 */
export class RequestFollower implements FlowIo {
  readonly arithmetic;
  readonly outliers: OutlierState;
  /** One request is no demand: pools and limits are as the step left them. */
  readonly expecting = true;
  overflowing = false;
  nowMs = 0;
  stepMs = 1;
  spans: TracedSpan[] = [];
  private readonly random: Random;
  private frame: Frame | null = null;
  private depth = 0;

  constructor(random: Random, outliers: OutlierState) {
    this.random = random;
    this.outliers = outliers;
    this.arithmetic = drawn(random);
  }

  /** A call of one pod, with all that comes of it; its spans are added to `spans`. */
  follow(call: CallRuntime, pod: number, startMs: number, parent: string | null): Followed {
    const caller = call.caller.node.pods[pod];
    const program = caller?.meshed ? call.meshed : call.direct;
    if (caller === undefined || program === null) return succeeded;
    if (program.kind === 'tcp') return this.untraced(call);
    const client = caller.meshed ? this.newId() : null;
    const frame: Frame = { call, startMs, client, parent, open: null, reached: startMs, ended: null };
    const outer = this.frame;
    this.frame = frame;
    this.depth++;
    this.send(program, pod);
    this.depth--;
    this.frame = outer;
    return this.told(frame, caller);
  }

  source(owner: Owner, _pod: number, outcome: Outcome, n: number, timing: Timing): void {
    if (this.frame === null || n <= 0) return;
    this.frame.ended = { owner, outcome, durationMs: this.draw(timing) };
  }

  destination(link: LinkRuntime, pod: number, outcome: Outcome, n: number, timing: Timing): void {
    const { frame } = this;
    const callee = link.link.pod;
    const caller = link.call.caller.node.pods[pod];
    if (frame === null || callee === null || caller === undefined || n <= 0) return;
    const { id, startMs } = frame.open ?? { id: this.newId(), startMs: frame.reached + wire };
    const durationMs = this.draw(timing);
    frame.open = null;
    frame.reached = startMs + durationMs;
    // A gateway tells one span of a request that it passes on, that of its way out.
    if (link.forward !== null) return;
    const parent = frame.client ?? frame.parent;
    this.spans.push({
      id,
      parent,
      side: 'destination',
      pod: callee,
      caller,
      owner: link,
      outcome,
      startMs,
      durationMs,
    });
  }

  answering(link: LinkRuntime, before: number): Answering | null {
    const { frame } = this;
    const { pod } = link.link;
    if (frame === null || pod === null || this.spans.length > mostSpans || this.depth > mostDepth)
      return null;
    const startMs = frame.startMs + before + wire;
    const id = this.newId();
    frame.open = { id, startMs };
    const caller = frame.client ?? frame.parent;
    const { forward } = link;
    return forward === null
      ? serveOne(link, pod, this.random, (call, at) =>
          this.follow(call, pod.index, startMs + at, link.link.reported ? id : caller),
        )
      : answerOf(this.follow(forward, pod.index, startMs, caller), forward);
  }

  judged(): void {}
  arrive(): void {}
  errors(): void {}
  stream(): void {}

  newId(): string {
    const half = () =>
      Math.floor(this.random.uniform() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return half() + half();
  }

  private send(program: Exclude<ProgramRuntime, { kind: 'tcp' }>, pod: number): void {
    if (program.kind === 'http') runHttp(this, program, pod, 1);
    else if (program.spec.flags !== 'unresolved' && program.spec.protocol !== 'tcp') {
      const { protocol, code, flags } = program.spec;
      this.source(program.owner, pod, proxyAnswer(protocol, code, flags), 1, localTiming(0));
    }
  }

  /** The caller's own span, told last since it ends last. What never left has none. */
  private told({ client, parent, startMs, ended }: Frame, caller: PodNode): Followed {
    if (ended === null) return { ...succeeded, failed: true };
    const { owner, outcome, durationMs } = ended;
    if (client !== null) {
      this.spans.push({
        id: client,
        parent,
        side: 'source',
        pod: caller,
        caller,
        owner,
        outcome,
        startMs,
        durationMs,
      });
    }
    const { failed, status, grpcStatus } = outcome;
    return { failed, unavailable: status === 503 || grpcStatus === 14, status, grpcStatus, durationMs };
  }

  /** Connections are no requests: proxies trace none. */
  private untraced(call: CallRuntime): Followed {
    const failed = this.random.uniform() < call.failShare;
    return { ...succeeded, failed, durationMs: this.draw({ ...call, shift: 0, cap: call.mean * 5 }) };
  }

  private draw({ mu, sigma, shift, cap }: Timing): number {
    return shift + Math.min(cap, Math.exp(mu + sigma * this.random.normal()));
  }
}

const succeeded: Followed = { failed: false, unavailable: false, status: 200, grpcStatus: -1, durationMs: 0 };

/** What a gateway gives back is what it got. */
const answerOf = ({ status, grpcStatus, durationMs }: Followed, forward: CallRuntime): Served => ({
  mu: Math.log(Math.max(0.05, durationMs + wire)),
  sigma: 1e-4,
  mean: durationMs + wire,
  variance: 0,
  answers: [{ status, grpc: grpcStatus, share: 1 }],
  resetShare: 0,
  responseBytes: forward.responseBytes,
});
