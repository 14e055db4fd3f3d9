import { atomic, atomicMap, byDefault, each, keyed, merged, type Overlay } from './overlay-entry.ts';

const core = 'io.k8s.api.core.v1';

const container = {
  env: merged('name'),
  ports: merged('containerPort', 'protocol'),
  volumeMounts: merged('mountPath'),
  volumeDevices: merged('devicePath'),
  ...each('args command envFrom resizePolicy', atomic),
  terminationMessagePath: byDefault('/dev/termination-log'),
  terminationMessagePolicy: byDefault('File'),
  resources: byDefault({}),
};

const references: Overlay = Object.fromEntries(
  ['LocalObjectReference', 'ObjectReference', 'SecretKeySelector', 'ConfigMapKeySelector', 'NodeSelector']
    .concat(['ResourceFieldSelector', 'NodeSelectorTerm', 'TypedLocalObjectReference'])
    .map((name) => [`${core}.${name}`, { '.': atomicMap }]),
);

const retained = { ...merged('name'), 'x-kubernetes-patch-strategy': 'merge,retainKeys' };

/** Pods: list types and the defaults that every pod template gets. */
export const podOverlay: Overlay = {
  ...references,
  [`${core}.PodSpec`]: {
    ...each('containers initContainers ephemeralContainers imagePullSecrets schedulingGates', merged('name')),
    ...each('volumes resourceClaims', retained),
    hostAliases: merged('ip'),
    topologySpreadConstraints: merged('topologyKey', 'whenUnsatisfiable'),
    ...each('tolerations readinessGates', atomic),
    nodeSelector: atomicMap,
    restartPolicy: byDefault('Always'),
    dnsPolicy: byDefault('ClusterFirst'),
    schedulerName: byDefault('default-scheduler'),
    terminationGracePeriodSeconds: byDefault(30),
    securityContext: byDefault({}),
  },
  [`${core}.Container`]: container,
  [`${core}.EphemeralContainer`]: container,
  [`${core}.ContainerPort`]: { protocol: byDefault('TCP') },
  [`${core}.ResourceRequirements`]: { claims: keyed('name') },
  [`${core}.PodStatus`]: {
    conditions: merged('type'),
    podIPs: merged('ip'),
    ...each('hostIPs containerStatuses initContainerStatuses ephemeralContainerStatuses', atomic),
  },
  [`${core}.Probe`]: {
    timeoutSeconds: byDefault(1),
    periodSeconds: byDefault(10),
    successThreshold: byDefault(1),
    failureThreshold: byDefault(3),
  },
  [`${core}.HTTPGetAction`]: { scheme: byDefault('HTTP'), path: byDefault('/'), httpHeaders: atomic },
  [`${core}.ConfigMapVolumeSource`]: { defaultMode: byDefault(420), items: atomic },
  [`${core}.SecretVolumeSource`]: { defaultMode: byDefault(420), items: atomic },
  [`${core}.ProjectedVolumeSource`]: { defaultMode: byDefault(420), sources: atomic },
  [`${core}.DownwardAPIVolumeSource`]: { defaultMode: byDefault(420), items: atomic },
  [`${core}.ServiceAccountTokenProjection`]: { expirationSeconds: byDefault(3600) },
  [`${core}.ObjectFieldSelector`]: { '.': atomicMap, apiVersion: byDefault('v1') },
};
