import type { Gateway } from '#lib/istio/networking-types.ts';
import { labelsText } from '#lib/k8s/labels-text.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { selectsPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Gateways on the same pods that claim the same host on the same port and address (gateway.ConflictingGatewayAnalyzer). */
export const twoGatewaysForOneHost: Rule = {
  name: 'gateway/two-gateways-for-one-host',
  codes: ['IST0145'],
  reads: ['Gateway', 'Pod'],
  *check(cluster) {
    const shared = sharePods(cluster);
    const claims = claimsOf(cluster);
    for (const gateway of objects(cluster, 'Gateway')) {
      for (const [i, { hosts = [], port, bind = '' }] of (gateway.spec?.servers ?? []).entries()) {
        const claimed = hosts.flatMap((host, j) => {
          const others = (claims.get(claimKey(gateway, port?.number, bind, host)) ?? []).filter(
            (other) => other !== gateway && shared(gateway, other),
          );
          return others.length === 0 ? [] : [{ host, j, others }];
        });
        const [first] = claimed;
        if (first === undefined) continue;
        const args = {
          others: namesOf([...new Set(claimed.flatMap(({ others }) => others))]),
          port: String(port?.number ?? 0),
          hosts: claimed.map(({ host }) => host).join(', '),
        };
        yield findingOf(
          { code: 'IST0145', path: `spec.servers[${i}].hosts[${first.j}]`, args },
          refOf(cluster, 'Gateway', gateway),
        );
      }
    }
  },
};

/** `./` before a host is the namespace of the Gateway: written alike in two namespaces it is not the same. */
const claimKey = ({ metadata }: Gateway, port: number | undefined, bind: string, host: string): string =>
  `${port ?? 0} ${bind} ${host.replace(/^\.\//, `${metadata.namespace ?? ''}/`)}`;

function claimsOf(cluster: ClusterSnapshot): Map<string, Gateway[]> {
  const claims = new Map<string, Gateway[]>();
  for (const gateway of objects(cluster, 'Gateway')) {
    for (const { hosts = [], port, bind = '' } of gateway.spec?.servers ?? []) {
      for (const host of hosts) {
        const key = claimKey(gateway, port?.number, bind, host);
        const same = claims.get(key);
        if (same === undefined) claims.set(key, [gateway]);
        else if (!same.includes(gateway)) same.push(gateway);
      }
    }
  }
  return claims;
}

/** Whether two Gateways are on the same pods: the same selector, or a pod that both select. Asked once for a pair of selectors. */
function sharePods(cluster: ClusterSnapshot): (a: Gateway, b: Gateway) => boolean {
  const known = new Map<string, boolean>();
  return (a, b) => {
    const [x, y] = [a.spec?.selector ?? {}, b.spec?.selector ?? {}];
    const [first, second] = [labelsText(x), labelsText(y)].sort();
    if (first === second) return true;
    const key = `${first} | ${second}`;
    const together =
      known.get(key) ??
      (Object.entries(x).every(([name, value]) => (y[name] ?? value) === value) &&
        selectsPods(cluster, { ...x, ...y }));
    known.set(key, together);
    return together;
  };
}
