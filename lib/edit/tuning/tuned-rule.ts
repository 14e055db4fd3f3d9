import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import type { Route, RouteRule } from '#lib/mesh/route.ts';
import { effectsOf, type RuleEffects } from '#lib/mesh/rule-effects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { baseOf } from '../live-objects.ts';
import { faultSays } from '../rules/fault-says.ts';
import { mirroringSays } from '../rules/mirroring.ts';
import { requestTimeOf, requestTimeSays } from '../rules/request-time.ts';
import { routeRule } from '../split/route-rules.ts';
import { writtenRule } from './written-rule.ts';

const millis = z.number().nullable();
const percent = z.number();

/** One rule that sends requests to a service, with what it does to them beside choosing where they go, as it is written. */
export const tunedRule = z.object({
  object: objectRef,
  /** As lib/edit/split names it: `http/0`, `rules/0`. */
  rule: z.string(),
  name: z.string().nullable(),
  protocol: z.enum(['http', 'grpc', 'tls', 'tcp', 'udp']),
  matches: z.array(z.string()),
  /** Who uses it: proxies of the mesh, and gateways by name. */
  mesh: z.boolean(),
  gateways: z.array(z.string()),
  destinations: z.array(
    z.object({
      index: z.number().int(),
      host: z.string(),
      subset: z.string().nullable(),
      share: z.number().nullable(),
    }),
  ),
  timeoutMs: millis,
  retries: z.object({ attempts: z.number().int(), perTryMs: millis, on: z.string() }).nullable(),
  fault: z
    .object({
      delay: z.object({ ms: z.number(), percent }).nullable(),
      abort: z.object({ status: z.string(), percent }).nullable(),
    })
    .nullable(),
  mirrors: z.array(z.object({ host: z.string(), subset: z.string().nullable(), percent })),
  /** What comes of it: how long a request may take, what the fault and the mirror do. */
  says: z.array(z.string()),
});
export type TunedRule = z.infer<typeof tunedRule>;

/** The rules of all routes that send requests to one of the hosts (full names), in the order in which they stand. */
export function tunedRules(cluster: ClusterSnapshot, hosts: ReadonlySet<string>): readonly TunedRule[] {
  const found = new Map<string, TunedRule>();
  for (const route of routes(cluster)) {
    for (const rule of route.rules) {
      if (!rule.targets.some(({ host }) => hosts.has(host))) continue;
      const tuned = tunedOf(cluster, route, rule);
      // A delegate is seen through every VirtualService that delegates to it.
      found.set(`${route.object.kind} ${route.object.namespace}/${route.object.name} ${tuned.rule}`, tuned);
    }
  }
  return [...found.values()];
}

function tunedOf(cluster: ClusterSnapshot, { object, mesh, gateways }: Route, rule: RouteRule): TunedRule {
  const id = object.kind === 'VirtualService' ? `${rule.protocol}/${rule.index}` : `rules/${rule.index}`;
  const base = baseOf(cluster, new Map(), object);
  const effects = effectsOf(rule);
  const { timeout, retries, delay, abort, mirrors } = effects;
  return {
    object,
    rule: id,
    name: rule.name,
    protocol: rule.protocol,
    matches: [...((base === null ? null : routeRule(base, id))?.matches ?? [])],
    mesh,
    gateways: [...gateways],
    destinations: rule.targets.map(({ index, host, subset, declared }) => ({
      index,
      host,
      subset,
      share: declared,
    })),
    timeoutMs: timeout,
    retries:
      retries === null ? null : { attempts: retries.attempts, perTryMs: retries.perTry, on: retries.on },
    fault: delay === null && abort === null ? null : { delay, abort },
    mirrors: mirrors.map(({ target, percent: share }) => ({
      host: target.host,
      subset: target.subset,
      percent: share,
    })),
    says: rule.protocol === 'http' && base !== null ? saysOf(base, id, effects) : [],
  };
}

function saysOf(base: KubeObject, id: string, { delay, abort, mirrors }: RuleEffects): string[] {
  const written = writtenRule(base, id);
  const fault = {
    delay,
    abort: abort === null ? null : { grpcStatus: abort.status, percent: abort.percent },
  };
  return [
    ...(written === null ? [] : [requestTimeSays(requestTimeOf(written))]),
    ...(delay === null && abort === null ? [] : [faultSays(fault)]),
    ...mirrors.map(({ target, percent: share }) =>
      mirroringSays({ host: target.host, subset: target.subset, percent: share }),
    ),
  ];
}
