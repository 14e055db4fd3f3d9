import { isControlPlane } from '#lib/istio/control-plane.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { workloadName } from '#lib/k8s/workload-name.ts';
import type { PodSpec } from '#lib/k8s/workload-types.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Remark, type Rule } from '../../rule.ts';

/** The user whose traffic the proxy does not capture: it is the proxy's own. */
const proxyUser = 1337;

/** Applications that run as the proxy's user (applicationUID.Analyzer). */
export const runsAsProxy: Rule = {
  name: 'pod/runs-as-proxy',
  codes: ['IST0144'],
  reads: ['Pod', 'Deployment'],
  *check(cluster) {
    for (const pod of objects(cluster, 'Pod')) {
      // What the template of its Deployment says is said there.
      const { kind, name } = workloadName(pod);
      if (kind === 'Deployment' && objectAt(cluster, kind, pod.metadata.namespace ?? '', name) !== null)
        continue;
      const remark = remarkOn(pod, pod.spec, 'spec');
      if (remark !== null) yield findingOf(remark, refOf(cluster, 'Pod', pod));
    }
    for (const deployment of objects(cluster, 'Deployment')) {
      const remark = remarkOn(deployment, deployment.spec?.template?.spec, 'spec.template.spec');
      if (remark !== null) yield findingOf(remark, refOf(cluster, 'Deployment', deployment));
    }
  },
};

function remarkOn(object: KubeObject, spec: PodSpec | undefined, at: string): Remark | null {
  if (isControlPlane(object)) return null;
  if (spec?.securityContext?.runAsUser === proxyUser)
    return { code: 'IST0144', path: `${at}.securityContext.runAsUser`, args: { who: 'The pod' } };
  const containers = spec?.containers ?? [];
  const i = containers.findIndex(
    ({ name, securityContext }) => name !== 'istio-proxy' && securityContext?.runAsUser === proxyUser,
  );
  if (i < 0) return null;
  const args = { who: `Container ${containers[i]?.name}` };
  return { code: 'IST0144', path: `${at}.containers[${i}].securityContext.runAsUser`, args };
}
