import { type Arithmetic, spread } from './arithmetic.ts';
import type { FlowIo } from './io.ts';
import { joinFlags, proxyAnswer } from './outcome.ts';
import { healthOf } from './outlier.ts';
import { overflowOf } from './pool.ts';
import type { LinkRuntime, ProgramRuntime, TargetRuntime } from './runtime.ts';
import { localTiming } from './timing.ts';
import { type Attempt, tryLink } from './try-link.ts';

type HttpRuntime = Extract<ProgramRuntime, { kind: 'http' }>;

/** Sends `n` requests of one caller pod through its proxy: route, fault, pool, endpoints, attempts. */
export function runHttp(io: FlowIo, program: HttpRuntime, pod: number, n: number): void {
  const { spec, targets, mirrors } = program;
  const shares = spread(io.arithmetic, n, spec.weights, []);
  targets.forEach((target, i) => {
    const share = shares[i] ?? 0;
    if (share > 0) withFault(io, program, target, pod, share);
  });
  for (const { target, share } of mirrors) mirrored(io, program, target, pod, io.arithmetic.split(n, share));
}

function withFault(io: FlowIo, program: HttpRuntime, target: TargetRuntime, pod: number, n: number): void {
  const { fault } = program.spec;
  if (fault === null) {
    runTarget(io, program, target, pod, n, { shift: 0, flags: '-' });
    return;
  }
  const delayed = io.arithmetic.split(n, fault.delayMs > 0 ? fault.delayShare : 0);
  const parts = [
    { n: delayed, shift: fault.delayMs, flags: 'DI' },
    { n: n - delayed, shift: 0, flags: '-' },
  ];
  for (const { n: part, shift, flags } of parts) {
    const aborted = io.arithmetic.split(part, fault.abortShare);
    if (aborted > 0) {
      const answer = proxyAnswer(program.spec.protocol, fault.abortCode, joinFlags(flags, 'FI'));
      io.source(target, pod, answer, aborted, localTiming(shift));
    }
    if (part - aborted > 0) runTarget(io, program, target, pod, part - aborted, { shift, flags });
  }
}

interface Before {
  readonly shift: number;
  readonly flags: string;
}

function runTarget(
  io: FlowIo,
  program: HttpRuntime,
  target: TargetRuntime,
  pod: number,
  n: number,
  before: Before,
): void {
  const { protocol } = program.spec;
  const local = (code: number, flag: string, count: number, owner: TargetRuntime | LinkRuntime = target) => {
    if (count <= 0) return;
    io.source(
      owner,
      pod,
      proxyAnswer(protocol, code, joinFlags(before.flags, flag)),
      count,
      localTiming(before.shift),
    );
  };
  if (target.target.missing !== null) {
    local(target.target.missing, 'NC', n);
    return;
  }
  const links = activeLinks(io, target, pod);
  if (links.length === 0) {
    local(503, 'UH', n);
    return;
  }
  const overflow = poolOverflow(io, program, target, pod, n);
  const queued = io.arithmetic.split(n, overflow.pending);
  local(503, 'UO', queued);
  const turned = io.arithmetic.split(n - queued, overflow.requests);
  const shares = evenly(io.arithmetic, turned, links.length);
  links.forEach((link, i) => {
    local(503, 'UO', shares[i] ?? 0, link);
  });
  attempts(io, program, target, links, pod, n - queued - turned, before);
}

const ones: number[] = [];

function evenly(arithmetic: Arithmetic, n: number, places: number): number[] {
  while (ones.length < places) ones.push(1);
  return spread(arithmetic, n, places === ones.length ? ones : ones.slice(0, places), []);
}

/** Endpoints that the caller's proxy has not ejected. */
function activeLinks(io: FlowIo, target: TargetRuntime, pod: number): readonly LinkRuntime[] {
  if (target.target.outlier === null) return target.links;
  const health = healthOf(io.outliers, target, pod);
  return target.links.filter(({ link }) => health?.isEjected(link.endpoint.address, io.nowMs) !== true);
}

/** Shares the pool turns away: worked out from this step's demand, used as they are while expecting. */
function poolOverflow(io: FlowIo, program: HttpRuntime, target: TargetRuntime, pod: number, n: number) {
  const { pool } = target.target;
  if (pool === null) return none;
  if (io.expecting) return target.overflow[pod] ?? none;
  const seconds = io.stepMs / 1000;
  let mean = 0;
  for (const { upstream } of target.links) mean += (upstream?.mean ?? 1) / target.links.length;
  const offered = (n / seconds) * (mean / 1000);
  const found = overflowOf(pool, offered, program.spec.protocol === 'http');
  if (isFull(found) || isFull(target.overflow[pod] ?? none)) io.overflowing = true;
  target.overflow[pod] = found;
  return found;
}

const none = { pending: 0, requests: 0 };

const isFull = ({ pending, requests }: typeof none): boolean => pending > 0 || requests > 0;

/** First attempts and retries: what fails and may be tried again goes to the other endpoints, if there are any. */
function attempts(
  io: FlowIo,
  program: HttpRuntime,
  target: TargetRuntime,
  links: readonly LinkRuntime[],
  pod: number,
  n: number,
  before: Before,
): void {
  const { retry } = program.spec;
  let counts = evenly(io.arithmetic, n, links.length);
  let elapsed = 0;
  for (let number = 0; number <= retry.attempts; number++) {
    const next = links.map(() => 0);
    let again = 0;
    let spent = 0;
    links.forEach((link, i) => {
      const count = counts[i] ?? 0;
      if (count <= 0) return;
      const attempt: Attempt = {
        number,
        last: number === retry.attempts,
        elapsed,
        shift: before.shift,
        flags: before.flags,
        mirrored: false,
      };
      const failed = tryLink(io, program.spec, target, link, pod, count, attempt);
      if (failed.retried <= 0) return;
      again += failed.retried;
      spent += failed.retried * failed.duration;
      addElsewhere(io.arithmetic, next, i, failed.retried);
    });
    if (again <= 1e-9) return;
    elapsed += spent / again;
    counts = next;
  }
}

/** The proxy prefers hosts that it has not tried (`previous_hosts`, on every route of Istio). */
function addElsewhere(arithmetic: Arithmetic, counts: number[], tried: number, n: number): void {
  if (counts.length === 1) {
    counts[0] = (counts[0] ?? 0) + n;
    return;
  }
  const others = evenly(arithmetic, n, counts.length - 1);
  others.forEach((share, i) => {
    const at = i < tried ? i : i + 1;
    counts[at] = (counts[at] ?? 0) + share;
  });
}

/** Shadow requests: the callee's proxy reports them, the caller's does not, their answers are thrown away. */
function mirrored(io: FlowIo, program: HttpRuntime, target: TargetRuntime, pod: number, n: number): void {
  if (n <= 0 || io.expecting || target.links.length === 0) return;
  const shares = evenly(io.arithmetic, n, target.links.length);
  const attempt: Attempt = { number: 0, last: true, elapsed: 0, shift: 0, flags: '-', mirrored: true };
  target.links.forEach((link, i) => {
    const share = shares[i] ?? 0;
    if (share > 0) tryLink(io, program.spec, target, link, pod, share, attempt);
  });
}
