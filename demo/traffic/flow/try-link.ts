import type { HttpProgram } from '#demo/traffic/config/program.ts';
import type { Misunderstood } from '#demo/traffic/config/spoken.ts';
import type { FlowIo } from './io.ts';
import { joinFlags, type Outcome, outcomeOf, proxyAnswer } from './outcome.ts';
import { retriesAnswer, retriesFailure } from './retriable.ts';
import type { Answering, LinkRuntime, TargetRuntime } from './runtime.ts';
import { below, fixedTiming, localTiming, type Timing } from './timing.ts';

/** One round of attempts: `elapsed` is what earlier rounds took, `shift` what a delay fault did. */
export interface Attempt {
  readonly number: number;
  readonly last: boolean;
  readonly elapsed: number;
  readonly shift: number;
  readonly flags: string;
  /** A shadow request: its answer is thrown away, the caller's proxy counts nothing. */
  readonly mirrored: boolean;
}

/** What ends an attempt first, after so many milliseconds. */
interface Limit {
  readonly at: number;
  readonly by: 'try' | 'route' | 'program' | 'idle' | null;
}

/** MeshConfig `connectTimeout` unless told. */
const connectTimeoutMs = 10_000;

/** Milliseconds that the way itself takes, there and back through two proxies. */
const wire = 0.8;

/**
 * One attempt of `n` requests at one endpoint. Records what is final at the source and everything at the destination;
 * returns how many the caller's proxy will try again and how long such an attempt took on average.
 */
export function tryLink(
  io: FlowIo,
  program: HttpProgram,
  target: TargetRuntime,
  link: LinkRuntime,
  pod: number,
  n: number,
  attempt: Attempt,
): { readonly retried: number; readonly duration: number } {
  const trial = new Trial(io, program, link, pod, attempt);
  trial.run(n);
  if (target.target.outlier !== null) io.errors(target, link, pod, n, trial.failed);
  return { retried: trial.retried, duration: trial.retried > 0 ? trial.spent / trial.retried : 0 };
}

class Trial {
  retried = 0;
  spent = 0;
  failed = 0;
  private readonly io: FlowIo;
  private readonly program: HttpProgram;
  private readonly link: LinkRuntime;
  private readonly pod: number;
  private readonly attempt: Attempt;
  private readonly before: number;

  constructor(io: FlowIo, program: HttpProgram, link: LinkRuntime, pod: number, attempt: Attempt) {
    this.io = io;
    this.program = program;
    this.link = link;
    this.pod = pod;
    this.attempt = attempt;
    this.before = attempt.shift + attempt.elapsed;
  }

  run(n: number): void {
    const { refused } = this.link.link;
    const { retry, protocol } = this.program;
    if (refused === 'dropped') {
      this.neverConnected(n);
      return;
    }
    if (refused !== null) {
      const again = retriesFailure(retry, refused);
      this.finish(proxyAnswer(protocol, 503, refused), n, again, localTiming(this.before + 2), 3);
      return;
    }
    const passed = this.limited(n);
    const share = this.link.call.call.jwt?.share ?? 0;
    const withToken = this.io.arithmetic.split(passed, share);
    this.admit(withToken, this.link.link.accessToken);
    this.admit(passed - withToken, this.link.link.accessBare);
  }

  /** What the rate limit of the callee's proxy lets through; the rest is answered 429 there. */
  private limited(n: number): number {
    const { limiter } = this.link;
    if (limiter === null) return n;
    const over = this.io.arithmetic.split(n, limiter.shareOver(this.io.nowMs, this.io.stepMs));
    if (!this.io.expecting) {
      limiter.offer(n);
      if (over > 0) this.io.overflowing = true;
    }
    if (over > 0) this.answered(proxyAnswer(this.program.protocol, 429, 'RL'), over);
    return n - over;
  }

  private admit(n: number, { access }: LinkRuntime['link']['accessBare']): void {
    if (n <= 0) return;
    if (this.link.link.guarded && access !== 'unauthenticated' && access !== 'wrong-audience') {
      this.io.judged(this.link, access === 'allowed', n);
    }
    if (access === 'allowed') {
      this.serve(n);
      return;
    }
    const code = access === 'unauthenticated' ? 401 : 403;
    this.answered(proxyAnswer(this.program.protocol, code, access === 'ext-denied' ? 'UAEX' : '-'), n);
  }

  /** The program behind the callee's proxy: nobody there, too slow, cut off, or an answer. */
  private serve(n: number): void {
    if (this.link.upstream === null) {
      this.unreachable(n);
      return;
    }
    if (this.link.link.misunderstood !== null) {
      this.notUnderstood(n, this.link.link.misunderstood);
      return;
    }
    const upstream = this.io.answering?.(this.link, this.before) ?? this.link.upstream;
    const limit = this.limit();
    const late = this.io.arithmetic.split(n, 1 - below(upstream.mu, upstream.sigma, limit.at - wire));
    this.io.arrive(this.link, n);
    if (late > 0) this.tooLate(late, limit);
    const inTime = n - late;
    const reset = this.io.arithmetic.split(inTime, upstream.resetShare);
    if (reset > 0) this.cutOff(reset, upstream, limit.at);
    this.answers(inTime - reset, upstream, limit.at);
  }

  private answers(n: number, upstream: Answering, cap: number): void {
    const to = this.link.link.upstream;
    if (to.kind === 'app' && !to.found) {
      const unknown = this.program.protocol === 'grpc' ? outcomeOf(200, 12, '-') : outcomeOf(404, -1, '-');
      if (n > 0) this.answered(unknown, n, this.appTiming(upstream, cap));
      return;
    }
    let left = n;
    let shareLeft = 1;
    for (const { status, grpc, share } of upstream.answers) {
      if (left <= 0) return;
      const count = share <= 0 ? 0 : this.io.arithmetic.split(left, share / shareLeft);
      left -= count;
      shareLeft -= share;
      if (count > 0) this.answered(outcomeOf(status, grpc, '-'), count, this.appTiming(upstream, cap));
    }
  }

  private appTiming({ mu, sigma }: Answering, cap: number): Timing {
    return { mu, sigma, shift: 0, cap };
  }

  /** An answer that came over the wire: reported by the callee's proxy with its flags, by the caller's without. */
  private answered(outcome: Outcome, n: number, timing: Timing = localTiming(0)): void {
    if (this.link.link.reported) this.io.destination(this.link, this.pod, outcome, n, timing);
    const seen = outcome.flags === '-' ? outcome : outcomeOf(outcome.status, outcome.grpcStatus, '-');
    const again = retriesAnswer(this.program.retry, seen);
    const shifted = { ...timing, shift: timing.shift + this.before + wire };
    this.finish(seen, n, again, shifted, Math.exp(timing.mu) + wire);
  }

  /** Nobody listens on the port: the callee's proxy says so, or without one the caller's finds out. */
  private unreachable(n: number): void {
    const { protocol, retry } = this.program;
    if (this.link.link.reported) {
      this.answered(proxyAnswer(protocol, 503, 'UF'), n);
      return;
    }
    const again = retriesFailure(retry, 'UF');
    this.finish(proxyAnswer(protocol, 503, 'UF'), n, again, localTiming(this.before + 1), 2);
  }

  /** The program resets the connection: at its own proxy a 503 UC, which travels as a plain 503. */
  private cutOff(n: number, upstream: Answering, cap: number): void {
    const { protocol, retry } = this.program;
    const timing = this.appTiming(upstream, cap);
    if (this.link.link.reported) {
      this.answered(proxyAnswer(protocol, 503, 'UC'), n, timing);
      return;
    }
    const shifted = { ...timing, shift: this.before + wire };
    this.finish(proxyAnswer(protocol, 503, 'UC'), n, retriesFailure(retry, 'UC'), shifted, upstream.mean);
  }

  /** The program speaks another protocol than its port is declared for: the proxy that asked it answers 502 UPE. */
  private notUnderstood(n: number, by: Misunderstood): void {
    const { protocol, retry } = this.program;
    const outcome = proxyAnswer(protocol, 502, 'UPE');
    if (by === 'callee') this.answered(outcome, n);
    else this.finish(outcome, n, retriesFailure(retry, 'UC'), localTiming(this.before + 1), 2);
  }

  /** Packets are dropped: the connection times out, unless somebody gives up before. The callee knows nothing of it. */
  private neverConnected(n: number): void {
    const { protocol, retry } = this.program;
    const limit = this.limit();
    if (limit.at < connectTimeoutMs) {
      this.givenUp(n, limit);
      return;
    }
    const timing = fixedTiming(this.before + connectTimeoutMs);
    const again = retriesFailure(retry, 'UF');
    this.finish(proxyAnswer(protocol, 503, 'UF'), n, again, timing, connectTimeoutMs);
  }

  /** What ends an attempt first: the timeout of one try, of the route, or the program's own. */
  private limit(): Limit {
    const { timeoutMs, idleMs, retry } = this.program;
    const { elapsed } = this.attempt;
    const own = this.link.call.call.timeoutMs ?? Number.POSITIVE_INFINITY;
    const route = (timeoutMs ?? Number.POSITIVE_INFINITY) - elapsed;
    const perTry = retry.perTryTimeoutMs ?? Number.POSITIVE_INFINITY;
    const program = own - this.before;
    const idle = (idleMs ?? Number.POSITIVE_INFINITY) - elapsed;
    const all = [
      { at: Math.max(0, program), by: 'program' },
      { at: Math.max(0, route), by: 'route' },
      { at: Math.max(0, idle), by: 'idle' },
      { at: perTry, by: 'try' },
    ] as const;
    const first = all.reduce((least, each) => (each.at < least.at ? each : least));
    return first.at === Number.POSITIVE_INFINITY ? { at: first.at, by: null } : first;
  }

  /** Given up by the caller's side: 504 UT there (or 0 DC when the program hung up), `0 DC` at the callee. */
  private tooLate(n: number, limit: Limit): void {
    const gone = this.program.protocol === 'grpc' ? 'DR' : 'DC';
    if (this.link.link.reported) {
      this.io.destination(this.link, this.pod, outcomeOf(0, -1, gone), n, fixedTiming(limit.at));
    }
    this.givenUp(n, limit);
  }

  private givenUp(n: number, limit: Limit): void {
    const { protocol, retry } = this.program;
    const gone = protocol === 'grpc' ? 'DR' : 'DC';
    const timing = fixedTiming(this.before + limit.at);
    if (limit.by === 'program') {
      this.finish(outcomeOf(0, -1, gone), n, false, timing, limit.at);
      return;
    }
    const again = limit.by === 'try' && retriesFailure(retry, 'UT');
    const flag = limit.by === 'idle' ? 'SI' : 'UT';
    this.finish(proxyAnswer(protocol, 504, flag), n, again, timing, limit.at);
  }

  private finish(outcome: Outcome, n: number, again: boolean, timing: Timing, duration: number): void {
    if (outcome.status >= 500 || outcome.grpcStatus === 14 || outcome.grpcStatus === 13) this.failed += n;
    const { number, last, flags, mirrored } = this.attempt;
    if (mirrored) return;
    if (again && !last) {
      this.retried += n;
      this.spent += n * duration;
      return;
    }
    // Envoy lists flags in the order they were set: the fault's, then that retries ran out, then why.
    const exhausted = again && number > 0 ? joinFlags('URX', outcome.flags) : outcome.flags;
    const all = joinFlags(flags, exhausted);
    const final = all === outcome.flags ? outcome : outcomeOf(outcome.status, outcome.grpcStatus, all);
    this.io.source(this.link, this.pod, final, n, timing);
  }
}
