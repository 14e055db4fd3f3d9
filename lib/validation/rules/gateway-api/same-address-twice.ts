import type { K8sGateway } from '#lib/istio/gateway-api-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Gateways that ask for the same address. */
export const sameAddressTwice: Rule = {
  name: 'gateway-api/same-address-twice',
  codes: ['WEFT1125'],
  reads: ['K8sGateway'],
  *check(cluster) {
    const asked = [...objects(cluster, 'K8sGateway')].flatMap((gateway) =>
      addressesOf(gateway).map((address) => ({ gateway, ...address })),
    );
    for (const [address, same] of Map.groupBy(asked, ({ value }) => value)) {
      for (const { gateway, path } of same) {
        const others = same.map((one) => one.gateway).filter((one) => one !== gateway);
        if (others.length === 0) continue;
        const args = { address, others: namesOf(others) };
        yield findingOf({ code: 'WEFT1125', path, args }, refOf(cluster, 'K8sGateway', gateway));
      }
    }
  },
};

const addressesOf = ({ spec }: K8sGateway): readonly { readonly value: string; readonly path: string }[] =>
  (spec?.addresses ?? []).flatMap(({ value }, i) =>
    value ? [{ value, path: `spec.addresses[${i}].value` }] : [],
  );
