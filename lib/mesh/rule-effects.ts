import { parseDuration } from '#lib/istio/duration.ts';
import type { K8sRouteFilter, K8sRouteRule } from '#lib/istio/gateway-api-types.ts';
import { fullHost, serviceFqdn } from '#lib/istio/hosts.ts';
import type { Destination, HttpRule } from '#lib/istio/networking-types.ts';
import type { RouteRule, RouteTarget, WrittenRule } from './route.ts';

/** A copy of requests that is sent elsewhere; its answer is thrown away. */
export interface Mirror {
  readonly target: MirrorTarget;
  /** 0 to 100. */
  readonly percent: number;
  /** Where it stands in the object. */
  readonly path: string;
}
export type MirrorTarget = Pick<RouteTarget, 'host' | 'namespace' | 'subset' | 'port'>;

/** What a rule does to requests beside choosing where they go. Times are in milliseconds; null where nothing is written. */
export interface RuleEffects {
  readonly timeout: number | null;
  readonly retries: { readonly attempts: number; readonly perTry: number | null; readonly on: string } | null;
  readonly delay: { readonly ms: number; readonly percent: number } | null;
  /** The HTTP status, or the name of a gRPC status. */
  readonly abort: { readonly status: string; readonly percent: number } | null;
  readonly mirrors: readonly Mirror[];
}

const none: RuleEffects = { timeout: null, retries: null, delay: null, abort: null, mirrors: [] };

/** What a rule does to requests. A rule of TLS or TCP does nothing else than send them on. */
export function effectsOf({ written, path }: Pick<RouteRule, 'written' | 'path'>): RuleEffects {
  if (written === null) return none;
  return written.api === 'istio'
    ? ofIstio(written.rule, written.namespace, path)
    : ofGatewayApi(written.rule, written.namespace, path);
}

/** The mirrors of a rule alone, for who looks for them among all rules. */
export function mirrorsOf(written: WrittenRule, path: string): readonly Mirror[] {
  return written.api === 'istio'
    ? istioMirrors(written.rule, written.namespace, path)
    : gatewayMirrors(written.rule, written.namespace, path);
}

const durationOf = (text: string | undefined): number | null =>
  text === undefined ? null : parseDuration(text);

function ofIstio(rule: HttpRule, namespace: string, path: string): RuleEffects {
  const { fault, retries } = rule;
  const delay = durationOf(fault?.delay?.fixedDelay);
  const abort = fault?.abort?.grpcStatus ?? fault?.abort?.httpStatus;
  // Where no percentage is written no request is touched (HTTPFaultInjection, istio/api networking/v1 b8f8791d).
  return {
    timeout: durationOf(rule.timeout),
    retries:
      retries === undefined
        ? null
        : {
            attempts: retries.attempts ?? 0,
            perTry: durationOf(retries.perTryTimeout),
            on: retries.retryOn ?? '',
          },
    delay:
      delay === null
        ? null
        : { ms: delay, percent: fault?.delay?.percentage?.value ?? fault?.delay?.percent ?? 0 },
    abort:
      abort === undefined ? null : { status: String(abort), percent: fault?.abort?.percentage?.value ?? 0 },
    mirrors: istioMirrors(rule, namespace, path),
  };
}

/** Where no percentage is written everything is copied; the list counts where both are written (istio/istio route.go 86c9f01f). */
function istioMirrors(rule: HttpRule, namespace: string, path: string): readonly Mirror[] {
  const to = (destination: Destination | undefined): MirrorTarget => ({
    host: fullHost(destination?.host ?? '', namespace),
    namespace,
    subset: destination?.subset || null,
    port: destination?.port?.number ?? null,
  });
  const several = (rule.mirrors ?? []).map(({ destination, percentage }, i) => ({
    target: to(destination),
    percent: percentage === undefined ? 100 : (percentage.value ?? 0),
    path: `${path}.mirrors[${i}]`,
  }));
  if (several.length > 0) return several.filter(isOn);
  if (rule.mirror === undefined) return [];
  const percent =
    rule.mirrorPercentage === undefined ? (rule.mirrorPercent ?? 100) : (rule.mirrorPercentage.value ?? 0);
  return [{ target: to(rule.mirror), percent, path: `${path}.mirror` }].filter(isOn);
}

const isOn = ({ percent }: Mirror): boolean => percent > 0;

function ofGatewayApi(rule: K8sRouteRule, namespace: string, path: string): RuleEffects {
  const { timeouts, retry } = rule;
  const perTry = durationOf(timeouts?.backendRequest);
  return {
    ...none,
    timeout: durationOf(timeouts?.request) ?? perTry,
    retries: retry === undefined ? null : { attempts: retry.attempts ?? 1, perTry, on: '' },
    mirrors: gatewayMirrors(rule, namespace, path),
  };
}

function gatewayMirrors(rule: K8sRouteRule, namespace: string, path: string): readonly Mirror[] {
  return (rule.filters ?? [])
    .flatMap((filter, i): Mirror[] => {
      const backend = filter.requestMirror?.backendRef;
      if (backend === undefined) return [];
      const host = serviceFqdn(backend.name, backend.namespace ?? namespace);
      const target = { host, namespace, subset: null, port: backend.port ?? null };
      return [{ target, percent: percentOf(filter.requestMirror), path: `${path}.filters[${i}]` }];
    })
    .filter(isOn);
}

function percentOf(mirror: K8sRouteFilter['requestMirror']): number {
  const { percent, fraction } = mirror ?? {};
  if (percent !== undefined) return percent;
  if (fraction === undefined) return 100;
  return ((fraction.numerator ?? 0) / (fraction.denominator ?? 100)) * 100;
}
