import { z } from 'zod';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { splitOf } from '../canary/edit-splits.ts';
import type { ServiceRef } from '../canary/service-ref.ts';
import { versionHosts } from '../canary/version-hosts.ts';
import { versionsOf } from '../canary/versions.ts';
import { baseOf } from '../live-objects.ts';
import { routeRules } from '../split/route-rules.ts';
import { tunedPolicy, tunedPolicyOf } from './tuned-policy.ts';
import { tunedRule, tunedRules } from './tuned-rule.ts';

/** How a service's traffic is handled: what each rule and the policy of its callers do, and which versions there are. */
export const tuning = z.object({
  rules: z.array(tunedRule),
  policy: tunedPolicy,
  /** Versions by the label that tells its pods apart; null where none does. */
  versions: z
    .array(z.object({ version: z.string(), ready: z.number().int(), total: z.number().int() }))
    .nullable(),
  /** Whether some rule shares its requests out among versions. */
  split: z.boolean(),
  /** Port numbers of the Service. */
  ports: z.array(z.number().int()),
});
export type Tuning = z.infer<typeof tuning>;

/** The tuning of a service for callers of its own namespace; `subset` chooses whose policy. Null where the Service is not there. */
export function tuningOf(
  cluster: ClusterSnapshot,
  service: ServiceRef,
  subset: string | null,
): Tuning | null {
  const own = objectAt(cluster, 'Service', service.namespace, service.name);
  if (own === null) return null;
  const hosts = versionHosts(cluster, service);
  const versions = versionsOf(cluster, service);
  const rules = [...tunedRules(cluster, hosts)];
  const ready = versions?.versions.reduce((all, { pods }) => all + pods.ready, 0) ?? null;
  return {
    rules,
    policy: tunedPolicyOf(cluster, service, subset, { pods: ready, clients: null }),
    versions: versions?.versions.map(({ version, pods }) => ({ version, ...pods })) ?? null,
    split: rules.some(({ object, rule }) => {
      const base = baseOf(cluster, new Map(), object);
      const found = base === null ? undefined : routeRules(base).find(({ id }) => id === rule);
      return found !== undefined && splitOf(found, hosts).length > 1;
    }),
    ports: (own.spec?.ports ?? []).flatMap(({ port }) => (port === undefined ? [] : [port])),
  };
}
