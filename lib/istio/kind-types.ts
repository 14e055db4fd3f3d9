import type { KindName } from '#lib/k8s/kinds.ts';
import type { NetworkPolicy } from '#lib/k8s/network-policy-types.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type {
  ConfigMap,
  CustomResourceDefinition,
  EndpointSlice,
  HorizontalPodAutoscaler,
  Node,
  Pod,
  Service,
  WebhookConfiguration,
  WorkloadController,
} from '#lib/k8s/workload-types.ts';
import type { K8sGateway, K8sRoute, ReferenceGrant } from './gateway-api-types.ts';
import type {
  DestinationRule,
  Gateway,
  ServiceEntry,
  Sidecar,
  VirtualService,
  WorkloadEntry,
  WorkloadGroup,
} from './networking-types.ts';
import type { AuthorizationPolicy, PeerAuthentication, RequestAuthentication } from './security-types.ts';
import type { EnvoyFilter, ProxyConfig, Telemetry, WasmPlugin } from './telemetry-types.ts';

interface Known {
  Node: Node;
  Pod: Pod;
  Service: Service;
  EndpointSlice: EndpointSlice;
  ConfigMap: ConfigMap;
  CustomResourceDefinition: CustomResourceDefinition;
  MutatingWebhookConfiguration: WebhookConfiguration;
  ValidatingWebhookConfiguration: WebhookConfiguration;
  Deployment: WorkloadController;
  ReplicaSet: WorkloadController;
  StatefulSet: WorkloadController;
  DaemonSet: WorkloadController;
  Rollout: WorkloadController;
  HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  NetworkPolicy: NetworkPolicy;
  VirtualService: VirtualService;
  DestinationRule: DestinationRule;
  Gateway: Gateway;
  ServiceEntry: ServiceEntry;
  WorkloadEntry: WorkloadEntry;
  WorkloadGroup: WorkloadGroup;
  Sidecar: Sidecar;
  PeerAuthentication: PeerAuthentication;
  AuthorizationPolicy: AuthorizationPolicy;
  RequestAuthentication: RequestAuthentication;
  Telemetry: Telemetry;
  WasmPlugin: WasmPlugin;
  EnvoyFilter: EnvoyFilter;
  ProxyConfig: ProxyConfig;
  K8sGateway: K8sGateway;
  HTTPRoute: K8sRoute;
  GRPCRoute: K8sRoute;
  TLSRoute: K8sRoute;
  TCPRoute: K8sRoute;
  UDPRoute: K8sRoute;
  ReferenceGrant: ReferenceGrant;
}

/** The type of the objects of a kind; plain KubeObject for kinds of which only the metadata is read. */
export type ObjectOf<K extends KindName> = K extends keyof Known ? Known[K] : KubeObject;
