import { isControlPlane } from '#lib/istio/control-plane.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { workloadName } from '#lib/k8s/workload-name.ts';
import type { Pod, PodSpec, WorkloadController } from '#lib/k8s/workload-types.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectsRule, type Remark } from '../../rule.ts';

/** The user whose traffic the proxy does not capture: it is the proxy's own. */
const proxyUser = 1337;

/** Applications that run as the proxy's user (applicationUID.Analyzer). */
export const runsAsProxy = objectsRule({
  name: 'pod/runs-as-proxy',
  codes: ['IST0144'],
  kinds: ['Pod', 'Deployment'],
  *remarks(kind, object, cluster) {
    const remark = isPod(kind, object)
      ? ofDeployment(object, cluster)
        ? null
        : remarkOn(object, object.spec, 'spec')
      : remarkOn(object, object.spec?.template?.spec, 'spec.template.spec');
    if (remark !== null) yield remark;
  },
});

/** Objects that were found under Pod are pods, and no others are. */
const isPod = (kind: 'Pod' | 'Deployment', _object: Pod | WorkloadController): _object is Pod =>
  kind === 'Pod';

/** What the template of its Deployment says is said there. */
function ofDeployment(pod: Pod, cluster: ClusterSnapshot): boolean {
  const { kind, name } = workloadName(pod);
  return kind === 'Deployment' && objectAt(cluster, kind, pod.metadata.namespace ?? '', name) !== null;
}

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
