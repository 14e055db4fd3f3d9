import { parseDuration } from '#lib/istio/duration.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import type { Destination, HttpRule, RouteDestination } from '#lib/istio/networking-types.ts';
import { defaultRetry, type Fault, noRetry, type Retry, type Rule, type RuleTarget } from './rule.ts';

interface Written {
  readonly redirect?: { readonly redirectCode?: number };
  readonly directResponse?: { readonly status?: number };
  readonly rewrite?: { readonly uri?: string; readonly authority?: string };
  readonly mirrorPercentage?: { readonly value?: number };
  readonly mirrorPercent?: number;
}

/** A VirtualService's HTTP rule as the proxy carries it out; hosts are completed with the namespace that wrote them. */
export function ruleOf(written: HttpRule, namespace: string): Rule {
  const { redirect, directResponse, rewrite } = written as HttpRule & Written;
  const reply = redirect !== undefined ? (redirect.redirectCode ?? 301) : (directResponse?.status ?? null);
  return {
    targets: (written.route ?? []).map((route) => targetOf(route, namespace)),
    reply,
    timeoutMs: duration(written.timeout),
    retry: retryOf(written),
    fault: faultOf(written),
    mirrors: mirrorsOf(written as HttpRule & Written, namespace),
    rewrittenPath: rewrite?.uri ?? null,
    rewrittenAuthority: rewrite?.authority ?? null,
  };
}

/** A destination of a VirtualService's HTTP, TLS or TCP route. */
export const targetOf = (route: RouteDestination, namespace: string): RuleTarget => ({
  ...destinationOf(route.destination ?? {}, namespace),
  weight: route.weight ?? 0,
});

const destinationOf = (destination: Destination, namespace: string): RuleTarget => ({
  host: fullHost(destination.host ?? '', namespace),
  subset: destination.subset || null,
  port: destination.port?.number || null,
  weight: 1,
  missingCode: 503,
});

/** Milliseconds; null for absent and for `0s`, which switches a timeout off. */
const duration = (text: string | undefined): number | null => (text ? parseDuration(text) || null : null);

function retryOf({ retries }: HttpRule): Retry {
  if (retries === undefined) return defaultRetry;
  const attempts = retries.attempts ?? 0;
  if (attempts <= 0) return noRetry;
  const words = (retries.retryOn ?? '').split(',').map((word) => word.trim());
  const named = words.filter((word) => word !== '' && !/^\d+$/.test(word));
  const codes = words.filter((word) => /^\d{3}$/.test(word)).map(Number);
  return {
    attempts,
    perTryTimeoutMs: duration(retries.perTryTimeout),
    on: retries.retryOn ? new Set(named) : defaultRetry.on,
    codes: new Set(codes),
  };
}

function faultOf({ fault }: HttpRule): Fault | null {
  if (fault === undefined) return null;
  const { delay, abort } = fault;
  // No percentage means no request (HTTPFaultInjection, istio/api networking/v1 b8f8791d).
  const share = (given: { readonly percentage?: { readonly value?: number } } | undefined) =>
    (given?.percentage?.value ?? 0) / 100;
  return {
    delayMs: duration(delay?.fixedDelay) ?? 0,
    delayShare: delay?.percentage === undefined ? (delay?.percent ?? 0) / 100 : share(delay),
    abortCode: abort?.httpStatus ?? 200,
    abortGrpc: abort?.grpcStatus === undefined ? null : grpcNumber(abort.grpcStatus),
    abortShare: share(abort),
  };
}

const grpcNames = [
  ['OK', 0],
  ['CANCELLED', 1],
  ['UNKNOWN', 2],
  ['INVALID_ARGUMENT', 3],
  ['DEADLINE_EXCEEDED', 4],
  ['NOT_FOUND', 5],
  ['ALREADY_EXISTS', 6],
  ['PERMISSION_DENIED', 7],
  ['RESOURCE_EXHAUSTED', 8],
  ['FAILED_PRECONDITION', 9],
  ['ABORTED', 10],
  ['OUT_OF_RANGE', 11],
  ['UNIMPLEMENTED', 12],
  ['INTERNAL', 13],
  ['UNAVAILABLE', 14],
  ['DATA_LOSS', 15],
  ['UNAUTHENTICATED', 16],
] as const;

const grpcNumber = (name: string): number =>
  grpcNames.find(([known]) => known === name.toUpperCase())?.[1] ?? (Number(name) || 2);

function mirrorsOf(rule: HttpRule & Written, namespace: string): Rule['mirrors'] {
  const share = (rule.mirrorPercentage?.value ?? rule.mirrorPercent ?? 100) / 100;
  const single = rule.mirror === undefined ? [] : [{ target: destinationOf(rule.mirror, namespace), share }];
  const several = (rule.mirrors ?? []).map((mirror) => ({
    target: destinationOf(mirror.destination ?? {}, namespace),
    share: (mirror.percentage?.value ?? 100) / 100,
  }));
  return [...single, ...several];
}
