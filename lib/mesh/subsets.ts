import { rulesForHost } from './rules-for-host.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Names of the subsets that any DestinationRule of the cluster defines for `host` (a full name). */
export const subsetsOfHost = (cluster: ClusterSnapshot, host: string): ReadonlySet<string> =>
  new Set(rulesForHost(cluster, host).flatMap(({ spec }) => (spec?.subsets ?? []).map(({ name }) => name)));
