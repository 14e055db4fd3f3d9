import { isReady } from '#lib/k8s/pod-ready.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Evidence } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { showObject } from '../shown-by.ts';

/** The webhook that injects proxies has nobody behind it: new pods come up without one, or not at all. */
export function injectorDown(cluster: ClusterSnapshot): Evidence | null {
  for (const configuration of objects(cluster, 'MutatingWebhookConfiguration')) {
    if (!configuration.metadata.name.includes('sidecar-injector')) continue;
    for (const [i, { clientConfig }] of (configuration.webhooks ?? []).entries()) {
      const service = clientConfig?.service;
      if (service?.name === undefined || service.namespace === undefined) continue;
      const there = objectAt(cluster, 'Service', service.namespace, service.name);
      const behind = workloadsOfServices(cluster).get(`${service.namespace}/${service.name}`) ?? [];
      if (there !== null && behind.some(({ pods }) => pods.ready > 0)) break;
      const object = refOf(cluster, 'MutatingWebhookConfiguration', configuration);
      const path = `webhooks[${i}].clientConfig.service`;
      const bare = [...objects(cluster, 'Pod')].filter(
        (pod) =>
          isReady(pod) && injected(cluster, pod.metadata.namespace ?? '') && !hasProxy(pod.spec?.containers),
      ).length;
      const name = `${service.namespace}/${service.name}`;
      return {
        checks: [
          decisive(
            confirmed(
              there === null ? `Service ${name} does not exist` : `No pod behind Service ${name} is ready`,
              {
                object,
                path,
                command: showObject(object),
              },
            ),
          ),
          checked(bare > 0 ? true : null, {
            yes: `${bare} pods of namespaces with injection run without a proxy`,
            no: '',
            unknown: 'No pod came up without a proxy so far',
          }),
        ],
        culprit: { object, path },
        args: { service: name },
        explains: 0,
        fix: null,
      };
    }
  }
  return null;
}

const injected = (cluster: ClusterSnapshot, namespace: string): boolean => {
  const labels = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels ?? {};
  return labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined;
};

const hasProxy = (containers: readonly { readonly name: string }[] | undefined): boolean =>
  (containers ?? []).some(({ name }) => name === 'istio-proxy');
