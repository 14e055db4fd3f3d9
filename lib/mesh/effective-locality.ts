import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { LocalityLbSetting } from '#lib/istio/networking-types.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import type { EffectiveTrafficPolicy } from './effective-traffic-policy.ts';
import { meshConfigOf } from './mesh-config.ts';
import { refOf } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/**
 * How the zones of the two ends count when a caller's proxy chooses a pod.
 * - `off`: they do not, by what is written;
 * - `spread`: they do not, for nothing notices that a near pod is ill: there is no outlier detection;
 * - `near`: the nearest pods first, farther ones when those are ejected;
 * - `distribute`: by written shares.
 */
export type LocalityMode = 'off' | 'spread' | 'near' | 'distribute';

export interface EffectiveLocality {
  readonly mode: LocalityMode;
  /** Whose setting decides; `default` where nobody wrote one. */
  readonly from: 'destination-rule' | 'service' | 'mesh' | 'default';
  readonly object: ObjectRef | null;
  readonly path: string | null;
  readonly setting: LocalityLbSetting;
  readonly outlierDetection: boolean;
  /** A failover is written and cannot happen: without outlier detection no pod is ever seen as ill. */
  readonly inert: boolean;
}

/**
 * Settings of the DestinationRule come before those of the Service, and these before the mesh's, whose default is on.
 * Priorities are made only where outlier detection is on, or where the Service asks for near pods
 * (GetLocalityLbSetting, istio/istio pilot/pkg/networking/core/loadbalancer 0098d99f).
 */
export function effectiveLocality(
  cluster: ClusterSnapshot,
  policy: EffectiveTrafficPolicy | null,
  service: Service | null,
): EffectiveLocality {
  const outlierDetection = policy?.outlierDetection != null;
  const found = settingOf(cluster, policy, service);
  const { setting, from } = found;
  const writes = (setting.failover?.length ?? 0) > 0 || (setting.failoverPriority?.length ?? 0) > 0;
  const inert = from !== 'service' && !outlierDetection && setting.enabled !== false && writes;
  return { ...found, mode: modeOf(found, outlierDetection), outlierDetection, inert };
}

type Found = Pick<EffectiveLocality, 'from' | 'object' | 'path' | 'setting'>;

function modeOf({ setting, from }: Found, outlierDetection: boolean): LocalityMode {
  if (setting.enabled === false) return 'off';
  if ((setting.distribute?.length ?? 0) > 0) return 'distribute';
  return outlierDetection || from === 'service' ? 'near' : 'spread';
}

function settingOf(
  cluster: ClusterSnapshot,
  policy: EffectiveTrafficPolicy | null,
  service: Service | null,
): Found {
  const balancer = policy?.loadBalancer ?? null;
  const own = balancer?.value.localityLbSetting;
  if (balancer !== null && own !== undefined) {
    const path = `${balancer.path}.localityLbSetting`;
    return { from: 'destination-rule', object: balancer.object, path, setting: own };
  }
  const annotation = service?.metadata.annotations?.['networking.istio.io/traffic-distribution'];
  const near = annotation ?? service?.spec?.trafficDistribution;
  if (service !== null && near !== undefined && /^(PreferClose|PreferSame(Zone|Node))$/i.test(near)) {
    const path =
      annotation === undefined
        ? 'spec.trafficDistribution'
        : 'metadata.annotations["networking.istio.io/traffic-distribution"]';
    return { from: 'service', object: refOf(cluster, 'Service', service), path, setting: {} };
  }
  const { localityLbSetting } = meshConfigOf(cluster);
  return {
    from: localityLbSetting === null ? 'default' : 'mesh',
    object: null,
    path: localityLbSetting === null ? null : 'localityLbSetting',
    setting: localityLbSetting ?? {},
  };
}
