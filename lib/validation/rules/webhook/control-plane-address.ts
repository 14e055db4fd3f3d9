import { ipFamily } from '#lib/core/ip-address.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { Webhook } from '#lib/k8s/workload-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Remark, type Rule } from '../../rule.ts';

const kinds = [
  ['ValidatingWebhookConfiguration', /^(istiod-default-validator$|istio-validator)/],
  ['MutatingWebhookConfiguration', /^istio-sidecar-injector/],
] as const satisfies readonly (readonly [KindName, RegExp])[];

/**
 * Istio's webhooks whose control plane has no address that works, or an address instead of a name
 * (externalcontrolplane.ExternalControlPlaneAnalyzer). Whether a name resolves is not asked.
 */
export const controlPlaneAddress: Rule = {
  name: 'webhook/control-plane-address',
  codes: ['IST0163', 'IST0164'],
  reads: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
  *check(cluster) {
    for (const [kind, ours] of kinds) {
      for (const configuration of objects(cluster, kind)) {
        if (!ours.test(configuration.metadata.name)) continue;
        for (const [i, webhook] of (configuration.webhooks ?? []).entries()) {
          const remark = remarkOn(webhook, `webhooks[${i}].clientConfig`);
          if (remark !== null) yield findingOf(remark, refOf(cluster, kind, configuration));
        }
      }
    }
  },
};

function remarkOn({ name, clientConfig = {} }: Webhook, at: string): Remark | null {
  const { url, service } = clientConfig;
  if (url === undefined) {
    if (service !== undefined) return null;
    return { code: 'IST0163', path: at, args: { name, why: 'has neither a URL nor a Service' } };
  }
  const path = `${at}.url`;
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (host === '')
    return { code: 'IST0163', path, args: { name, why: `has ${JSON.stringify(url)}, which is no URL` } };
  return ipFamily(host.replace(/^\[(.*)\]$/, '$1')) !== 0
    ? { code: 'IST0164', path, args: { name, url } }
    : null;
}
