/** A kind that Weft reads. `versions` in order of preference: the first one the API server serves is used. */
export interface KindInfo {
  readonly group: string;
  readonly versions: readonly string[];
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const kind = (
  group: string,
  versions: string,
  name: string,
  plural: string,
  namespaced = true,
): KindInfo => ({
  group,
  versions: versions.split(' '),
  kind: name,
  plural,
  namespaced,
});

const networking = 'networking.istio.io';
const security = 'security.istio.io';
const gateway = 'gateway.networking.k8s.io';

/**
 * Every kind that Weft watches, by the name the code uses for it: the kind's own name, with a prefix where two groups
 * share one (`Gateway` is Istio's, `K8sGateway` the Gateway API's). Secrets are read apart, see `server/kube`.
 */
export const kinds = {
  Namespace: kind('', 'v1', 'Namespace', 'namespaces', false),
  Node: kind('', 'v1', 'Node', 'nodes', false),
  Service: kind('', 'v1', 'Service', 'services'),
  Pod: kind('', 'v1', 'Pod', 'pods'),
  ServiceAccount: kind('', 'v1', 'ServiceAccount', 'serviceaccounts'),
  ConfigMap: kind('', 'v1', 'ConfigMap', 'configmaps'),
  Event: kind('', 'v1', 'Event', 'events'),
  EndpointSlice: kind('discovery.k8s.io', 'v1 v1beta1', 'EndpointSlice', 'endpointslices'),
  Deployment: kind('apps', 'v1', 'Deployment', 'deployments'),
  ReplicaSet: kind('apps', 'v1', 'ReplicaSet', 'replicasets'),
  StatefulSet: kind('apps', 'v1', 'StatefulSet', 'statefulsets'),
  DaemonSet: kind('apps', 'v1', 'DaemonSet', 'daemonsets'),
  NetworkPolicy: kind('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies'),
  HorizontalPodAutoscaler: kind(
    'autoscaling',
    'v2 v2beta2 v1',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
  ),
  CustomResourceDefinition: kind(
    'apiextensions.k8s.io',
    'v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    false,
  ),
  MutatingWebhookConfiguration: kind(
    'admissionregistration.k8s.io',
    'v1',
    'MutatingWebhookConfiguration',
    'mutatingwebhookconfigurations',
    false,
  ),
  ValidatingWebhookConfiguration: kind(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    false,
  ),

  VirtualService: kind(networking, 'v1 v1beta1 v1alpha3', 'VirtualService', 'virtualservices'),
  DestinationRule: kind(networking, 'v1 v1beta1 v1alpha3', 'DestinationRule', 'destinationrules'),
  Gateway: kind(networking, 'v1 v1beta1 v1alpha3', 'Gateway', 'gateways'),
  ServiceEntry: kind(networking, 'v1 v1beta1 v1alpha3', 'ServiceEntry', 'serviceentries'),
  WorkloadEntry: kind(networking, 'v1 v1beta1 v1alpha3', 'WorkloadEntry', 'workloadentries'),
  WorkloadGroup: kind(networking, 'v1 v1beta1 v1alpha3', 'WorkloadGroup', 'workloadgroups'),
  Sidecar: kind(networking, 'v1 v1beta1 v1alpha3', 'Sidecar', 'sidecars'),
  EnvoyFilter: kind(networking, 'v1alpha3', 'EnvoyFilter', 'envoyfilters'),
  ProxyConfig: kind(networking, 'v1beta1', 'ProxyConfig', 'proxyconfigs'),
  AuthorizationPolicy: kind(security, 'v1 v1beta1', 'AuthorizationPolicy', 'authorizationpolicies'),
  PeerAuthentication: kind(security, 'v1 v1beta1', 'PeerAuthentication', 'peerauthentications'),
  RequestAuthentication: kind(security, 'v1 v1beta1', 'RequestAuthentication', 'requestauthentications'),
  Telemetry: kind('telemetry.istio.io', 'v1 v1alpha1', 'Telemetry', 'telemetries'),
  WasmPlugin: kind('extensions.istio.io', 'v1alpha1', 'WasmPlugin', 'wasmplugins'),
  TrafficExtension: kind('extensions.istio.io', 'v1alpha1', 'TrafficExtension', 'trafficextensions'),

  GatewayClass: kind(gateway, 'v1 v1beta1', 'GatewayClass', 'gatewayclasses', false),
  K8sGateway: kind(gateway, 'v1 v1beta1', 'Gateway', 'gateways'),
  HTTPRoute: kind(gateway, 'v1 v1beta1', 'HTTPRoute', 'httproutes'),
  GRPCRoute: kind(gateway, 'v1 v1alpha2', 'GRPCRoute', 'grpcroutes'),
  TLSRoute: kind(gateway, 'v1 v1alpha3 v1alpha2', 'TLSRoute', 'tlsroutes'),
  TCPRoute: kind(gateway, 'v1 v1alpha2', 'TCPRoute', 'tcproutes'),
  UDPRoute: kind(gateway, 'v1 v1alpha2', 'UDPRoute', 'udproutes'),
  ReferenceGrant: kind(gateway, 'v1 v1beta1', 'ReferenceGrant', 'referencegrants'),
  BackendTLSPolicy: kind(gateway, 'v1 v1alpha3', 'BackendTLSPolicy', 'backendtlspolicies'),
  ListenerSet: kind(gateway, 'v1', 'ListenerSet', 'listenersets'),
  XBackendTrafficPolicy: kind(
    'gateway.networking.x-k8s.io',
    'v1alpha1',
    'XBackendTrafficPolicy',
    'xbackendtrafficpolicies',
  ),
  XMesh: kind('gateway.networking.x-k8s.io', 'v1alpha1', 'XMesh', 'xmeshes', false),

  Rollout: kind('argoproj.io', 'v1alpha1', 'Rollout', 'rollouts'),
  Canary: kind('flagger.app', 'v1beta1', 'Canary', 'canaries'),
} as const satisfies Record<string, KindInfo>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as KindName[];
