import type { KubeObject, ObjectMeta } from './object.ts';
import type { LabelSelector } from './selector.ts';

/** The parts of workload objects that Weft keeps. Every field is optional: an older API server may lack it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
  readonly observedGeneration?: number;
}

export interface NodeSpec {
  /** Cordoned: no pod is put on it any more. */
  readonly unschedulable?: boolean;
}

export interface NodeStatus {
  readonly conditions?: readonly Condition[];
}

export type Node = KubeObject<NodeSpec, NodeStatus>;

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly args?: readonly string[];
  readonly ports?: readonly ContainerPort[];
  /** `Always` on an init container makes it a native sidecar. */
  readonly restartPolicy?: string;
  readonly securityContext?: SecurityContext;
  /** Kept of istiod alone, and of its settings only those that Weft reads. */
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

export interface SecurityContext {
  readonly runAsUser?: number;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

/** By what it is: `running`, `waiting` or `terminated`. */
export type ContainerState = Readonly<
  Record<string, { readonly reason?: string; readonly exitCode?: number; readonly finishedAt?: string }>
>;

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly securityContext?: SecurityContext;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

export interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly startTime?: string;
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

export type Pod = KubeObject<PodSpec, PodStatus>;

export interface PodTemplate {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: PodSpec;
}

/** Deployment, ReplicaSet, StatefulSet, DaemonSet and Argo's Rollout alike. */
export interface ControllerSpec {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplate;
}

export interface ControllerStatus {
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly updatedReplicas?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberReady?: number;
  readonly conditions?: readonly Condition[];
}

export type WorkloadController = KubeObject<ControllerSpec, ControllerStatus>;

export interface AutoscalerSpec {
  readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
}
export type HorizontalPodAutoscaler = KubeObject<AutoscalerSpec>;

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
}

export interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly ServicePort[];
  readonly trafficDistribution?: string;
  /** `Local`: only endpoints on the caller's node are used. */
  readonly internalTrafficPolicy?: string;
}

export type Service = KubeObject<ServiceSpec>;

export interface Endpoint {
  readonly addresses?: readonly string[];
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly targetRef?: { readonly kind?: string; readonly namespace?: string; readonly name?: string };
}

export interface EndpointSlice extends KubeObject {
  readonly endpoints?: readonly Endpoint[];
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string }[];
}

export interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** One webhook of a Mutating- or ValidatingWebhookConfiguration. */
export interface Webhook {
  readonly name: string;
  readonly clientConfig?: {
    readonly url?: string;
    readonly service?: { readonly namespace?: string; readonly name?: string };
  };
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}

export interface WebhookConfiguration extends KubeObject {
  readonly webhooks?: readonly Webhook[];
}

export type CustomResourceDefinition = KubeObject<{
  readonly group?: string;
  readonly names?: { readonly kind?: string; readonly plural?: string };
}>;
