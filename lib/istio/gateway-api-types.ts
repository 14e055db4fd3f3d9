import type { KubeObject } from '#lib/k8s/object.ts';
import type { LabelSelector } from '#lib/k8s/selector.ts';
import type { Condition } from '#lib/k8s/workload-types.ts';

/** Kubernetes Gateway API objects, as far as Weft reads them. */
export interface ParentRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
  /** Absent means 1; 0 means none. */
  readonly weight?: number;
}

export interface K8sRouteFilter {
  readonly type?: string;
  readonly requestMirror?: {
    readonly backendRef?: BackendRef;
    readonly percent?: number;
    readonly fraction?: { readonly numerator?: number; readonly denominator?: number };
  };
}

export interface K8sRouteRule {
  readonly name?: string;
  readonly matches?: readonly Readonly<Record<string, unknown>>[];
  readonly filters?: readonly K8sRouteFilter[];
  readonly backendRefs?: readonly BackendRef[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
  /** HTTPRoute, experimental. */
  readonly retry?: { readonly attempts?: number };
}

export interface K8sRouteSpec {
  readonly parentRefs?: readonly ParentRef[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly K8sRouteRule[];
}

export interface K8sRouteStatus {
  readonly parents?: readonly {
    readonly parentRef?: ParentRef;
    readonly conditions?: readonly Condition[];
  }[];
}

/** HTTPRoute, GRPCRoute, TLSRoute, TCPRoute and UDPRoute alike. */
export type K8sRoute = KubeObject<K8sRouteSpec, K8sRouteStatus>;

export interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly tls?: {
    readonly mode?: string;
    readonly certificateRefs?: readonly {
      readonly group?: string;
      readonly kind?: string;
      readonly name: string;
      readonly namespace?: string;
    }[];
  };
  readonly allowedRoutes?: {
    readonly namespaces?: { readonly from?: string; readonly selector?: LabelSelector };
  };
}

export interface K8sGatewaySpec {
  readonly gatewayClassName?: string;
  readonly listeners?: readonly Listener[];
  readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
}
export type K8sGateway = KubeObject<
  K8sGatewaySpec,
  {
    readonly conditions?: readonly Condition[];
    readonly listeners?: readonly { readonly name?: string; readonly conditions?: readonly Condition[] }[];
  }
>;

export type ReferenceGrant = KubeObject<{
  readonly from?: readonly { readonly group?: string; readonly kind?: string; readonly namespace?: string }[];
  readonly to?: readonly { readonly group?: string; readonly kind?: string; readonly name?: string }[];
}>;
