/** A kind for which a schema is generated: the model file that declares it, in each served version. */
export interface GeneratedKind {
  package: 'kubernetes-models' | '@kubernetes-models/istio' | '@kubernetes-models/gateway-api';
  group: string;
  kind: string;
  versions: string[];
}

const family =
  (from: GeneratedKind['package'], group: string) =>
  (versions: string, ...names: string[]): GeneratedKind[] =>
    names.map((kind) => ({ package: from, group, kind, versions: versions.split(' ') }));

const k8s = (group: string) => family('kubernetes-models', group);
const istio = (group: string) => family('@kubernetes-models/istio', group);
const gateway = (group: string) => family('@kubernetes-models/gateway-api', group);
const networking = istio('networking.istio.io');
const gatewayApi = gateway('gateway.networking.k8s.io');

/** Every kind with a schema. */
export const generatedKinds: GeneratedKind[] = [
  ...k8s('')('v1', 'Namespace', 'Node', 'Service', 'Pod', 'ServiceAccount', 'ConfigMap', 'Event'),
  ...k8s('')('v1', 'Secret', 'Endpoints'),
  ...k8s('discovery.k8s.io')('v1', 'EndpointSlice'),
  ...k8s('apps')('v1', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'),
  ...k8s('networking.k8s.io')('v1', 'NetworkPolicy'),
  ...k8s('autoscaling')('v2', 'HorizontalPodAutoscaler'),
  ...k8s('autoscaling')('v1', 'Scale'),
  ...k8s('apiextensions.k8s.io')('v1', 'CustomResourceDefinition'),
  ...k8s('admissionregistration.k8s.io')(
    'v1',
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
  ),
  ...k8s('rbac.authorization.k8s.io')('v1', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'),
  ...k8s('coordination.k8s.io')('v1', 'Lease'),
  ...k8s('authorization.k8s.io')(
    'v1',
    'SelfSubjectAccessReview',
    'SelfSubjectRulesReview',
    'SubjectAccessReview',
    'LocalSubjectAccessReview',
  ),
  ...k8s('authentication.k8s.io')('v1', 'TokenReview', 'SelfSubjectReview'),

  ...networking('v1 v1beta1 v1alpha3', 'VirtualService', 'DestinationRule', 'Gateway', 'ServiceEntry'),
  ...networking('v1 v1beta1 v1alpha3', 'WorkloadEntry', 'WorkloadGroup', 'Sidecar'),
  ...networking('v1alpha3', 'EnvoyFilter'),
  ...networking('v1beta1', 'ProxyConfig'),
  ...istio('security.istio.io')(
    'v1 v1beta1',
    'AuthorizationPolicy',
    'PeerAuthentication',
    'RequestAuthentication',
  ),
  ...istio('telemetry.istio.io')('v1alpha1 v1', 'Telemetry'),
  ...istio('extensions.istio.io')('v1alpha1', 'WasmPlugin'),

  ...gatewayApi('v1 v1beta1', 'GatewayClass', 'Gateway', 'HTTPRoute'),
  ...gatewayApi('v1', 'GRPCRoute', 'ListenerSet'),
  ...gatewayApi('v1 v1alpha3 v1alpha2', 'TLSRoute'),
  ...gatewayApi('v1alpha2', 'TCPRoute', 'UDPRoute'),
  ...gatewayApi('v1beta1 v1', 'ReferenceGrant'),
  ...gatewayApi('v1 v1alpha3', 'BackendTLSPolicy'),
  ...gateway('gateway.networking.x-k8s.io')('v1alpha1', 'XBackendTrafficPolicy', 'XMesh'),
];

/** Kinds that Weft reads and no package describes: served with any fields, and never reported as valid. */
export const uncheckedKinds = [
  { group: 'extensions.istio.io', version: 'v1alpha1', kind: 'TrafficExtension' },
  { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout' },
  { group: 'flagger.app', version: 'v1beta1', kind: 'Canary' },
];
