import { objects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

const setting = 'BLOCKED_CIDRS_IN_JWKS_URIS';

/** An istiod that fetches the keys of RequestAuthentications from any address (authn.BlockedCIDRsAnalyzer). */
export const keysFetchedFromAnywhere: Rule = {
  name: 'deployment/keys-fetched-from-anywhere',
  codes: ['IST0175'],
  reads: ['RequestAuthentication', 'Deployment'],
  *check(cluster) {
    const policies = [...objects(cluster, 'RequestAuthentication')];
    if (policies.length === 0) return;
    for (const deployment of objects(cluster, 'Deployment')) {
      if (deployment.metadata.labels?.app !== 'istiod') continue;
      const containers = deployment.spec?.template?.spec?.containers ?? [];
      if (containers.some(({ env = [] }) => env.some(({ name, value }) => name === setting && value)))
        continue;
      const args = { setting, policies: namesOf(policies) };
      const path = 'spec.template.spec.containers';
      yield findingOf({ code: 'IST0175', path, args }, refOf(cluster, 'Deployment', deployment));
    }
  },
};
