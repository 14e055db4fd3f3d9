import { atomic, atomicMap, byDefault, each, keyed, merged, type Overlay, set } from './overlay-entry.ts';
import { podOverlay } from './overlay-pod.ts';

const core = 'io.k8s.api.core.v1';
const apps = 'io.k8s.api.apps.v1';
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const admission = 'io.k8s.api.admissionregistration.v1';
const rbac = 'io.k8s.api.rbac.v1';
const policy = 'io.k8s.api.networking.v1';
const scaling = 'io.k8s.api.autoscaling.v2';
const extensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

const metaOverlay: Overlay = {
  [`${meta}.ObjectMeta`]: {
    finalizers: { ...set, 'x-kubernetes-patch-strategy': 'merge' },
    ownerReferences: merged('uid'),
    managedFields: atomic,
  },
  [`${meta}.OwnerReference`]: { '.': atomicMap },
  [`${meta}.LabelSelector`]: { '.': atomicMap, matchExpressions: atomic },
};

const coreOverlay: Overlay = {
  [`${core}.ServiceSpec`]: {
    ports: merged('port', 'protocol'),
    ...each('clusterIPs ipFamilies externalIPs loadBalancerSourceRanges', atomic),
    selector: atomicMap,
    type: byDefault('ClusterIP'),
    sessionAffinity: byDefault('None'),
  },
  [`${core}.ServicePort`]: { protocol: byDefault('TCP') },
  [`${core}.ServiceStatus`]: { conditions: merged('type') },
  [`${core}.LoadBalancerStatus`]: { ingress: atomic },
  [`${core}.LoadBalancerIngress`]: { ports: atomic },
  [`${core}.NodeSpec`]: { podCIDRs: { ...set, 'x-kubernetes-patch-strategy': 'merge' }, taints: atomic },
  [`${core}.NodeStatus`]: { ...each('addresses conditions', merged('type')) },
  [`${core}.NamespaceSpec`]: { finalizers: atomic },
  [`${core}.NamespaceStatus`]: { conditions: merged('type') },
  [`${core}.ServiceAccount`]: { secrets: merged('name'), imagePullSecrets: atomic },
  [`${core}.Secret`]: { type: byDefault('Opaque') },
  [`${core}.Endpoints`]: { subsets: atomic },
  [`${core}.EndpointSubset`]: { ...each('addresses notReadyAddresses ports', atomic) },
  'io.k8s.api.discovery.v1.EndpointSlice': { ...each('endpoints ports', atomic) },
  'io.k8s.api.discovery.v1.Endpoint': { addresses: set },
};

const appsOverlay: Overlay = {
  [`${apps}.DeploymentSpec`]: {
    strategy: { 'x-kubernetes-patch-strategy': 'retainKeys' },
    replicas: byDefault(1),
    revisionHistoryLimit: byDefault(10),
    progressDeadlineSeconds: byDefault(600),
  },
  [`${apps}.DeploymentStatus`]: { conditions: merged('type') },
  [`${apps}.ReplicaSetSpec`]: { replicas: byDefault(1) },
  [`${apps}.ReplicaSetStatus`]: { conditions: merged('type') },
  [`${apps}.StatefulSetSpec`]: {
    volumeClaimTemplates: atomic,
    replicas: byDefault(1),
    revisionHistoryLimit: byDefault(10),
    podManagementPolicy: byDefault('OrderedReady'),
    updateStrategy: byDefault({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } }),
  },
  [`${apps}.StatefulSetStatus`]: { conditions: merged('type') },
  [`${apps}.DaemonSetSpec`]: {
    revisionHistoryLimit: byDefault(10),
    updateStrategy: byDefault({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }),
  },
  [`${apps}.DaemonSetStatus`]: { conditions: merged('type') },
  [`${scaling}.HorizontalPodAutoscalerSpec`]: { metrics: atomic, minReplicas: byDefault(1) },
  [`${scaling}.HorizontalPodAutoscalerStatus`]: { conditions: merged('type'), currentMetrics: atomic },
};

const policyOverlay: Overlay = {
  [`${policy}.NetworkPolicySpec`]: { ...each('ingress egress policyTypes', atomic) },
  [`${policy}.NetworkPolicyIngressRule`]: { ...each('from ports', atomic) },
  [`${policy}.NetworkPolicyEgressRule`]: { ...each('to ports', atomic) },
  [`${policy}.NetworkPolicyPort`]: { protocol: byDefault('TCP') },
  [`${rbac}.Role`]: { rules: atomic },
  [`${rbac}.ClusterRole`]: { rules: atomic },
  [`${rbac}.RoleBinding`]: { subjects: atomic },
  [`${rbac}.ClusterRoleBinding`]: { subjects: atomic },
  [`${rbac}.RoleRef`]: { '.': atomicMap, apiGroup: byDefault('rbac.authorization.k8s.io') },
  [`${rbac}.Subject`]: { '.': atomicMap },
};

const webhook = {
  matchConditions: merged('name'),
  ...each('rules admissionReviewVersions', atomic),
  failurePolicy: byDefault('Fail'),
  matchPolicy: byDefault('Equivalent'),
  ...each('namespaceSelector objectSelector', byDefault({})),
  timeoutSeconds: byDefault(10),
};

const extensionOverlay: Overlay = {
  [`${admission}.MutatingWebhookConfiguration`]: { webhooks: merged('name') },
  [`${admission}.ValidatingWebhookConfiguration`]: { webhooks: merged('name') },
  [`${admission}.MutatingWebhook`]: { ...webhook, reinvocationPolicy: byDefault('Never') },
  [`${admission}.ValidatingWebhook`]: webhook,
  [`${admission}.ServiceReference`]: { port: byDefault(443) },
  [`${admission}.RuleWithOperations`]: {
    ...each('apiGroups apiVersions operations resources', atomic),
    scope: byDefault('*'),
  },
  [`${extensions}.CustomResourceDefinitionSpec`]: {
    versions: atomic,
    conversion: byDefault({ strategy: 'None' }),
  },
  [`${extensions}.CustomResourceDefinitionNames`]: { ...each('categories shortNames', atomic) },
  [`${extensions}.CustomResourceDefinitionStatus`]: { conditions: keyed('type'), storedVersions: atomic },
};

/** Kubernetes' own definitions (list types as of 1.33). Defaults that depend on other fields are the API server's code. */
export const kubernetesOverlay: Overlay = {
  ...metaOverlay,
  ...coreOverlay,
  ...podOverlay,
  ...appsOverlay,
  ...policyOverlay,
  ...extensionOverlay,
};
