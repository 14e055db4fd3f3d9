import type { KubeObject } from '#lib/k8s/object.ts';
import type { LabelSelector } from '#lib/k8s/selector.ts';

type Labels = Readonly<Record<string, string>>;

/** Istio's networking objects, as far as Weft reads them. Protobuf's JSON: what is absent is the zero value. */
export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface Destination {
  readonly host?: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}

export interface RouteDestination {
  readonly destination?: Destination;
  readonly weight?: number;
}

export interface HttpMatch {
  readonly name?: string;
  readonly uri?: StringMatch;
  readonly ignoreUriCase?: boolean;
  readonly method?: StringMatch;
  readonly authority?: StringMatch;
  readonly scheme?: StringMatch;
  readonly headers?: Readonly<Record<string, StringMatch>>;
  readonly withoutHeaders?: Readonly<Record<string, StringMatch>>;
  readonly queryParams?: Readonly<Record<string, StringMatch>>;
  readonly port?: number;
  readonly sourceLabels?: Labels;
  readonly sourceNamespace?: string;
  readonly gateways?: readonly string[];
}

export interface HttpRule {
  readonly name?: string;
  readonly match?: readonly HttpMatch[];
  readonly route?: readonly RouteDestination[];
  readonly redirect?: unknown;
  readonly directResponse?: unknown;
  readonly delegate?: { readonly name?: string; readonly namespace?: string };
  readonly timeout?: string;
  readonly retries?: {
    readonly attempts?: number;
    readonly perTryTimeout?: string;
    readonly retryOn?: string;
  };
  readonly fault?: {
    readonly delay?: {
      readonly fixedDelay?: string;
      readonly percentage?: { readonly value?: number };
      /** Replaced by `percentage`. */
      readonly percent?: number;
    };
    readonly abort?: {
      readonly httpStatus?: number;
      readonly grpcStatus?: string;
      readonly percentage?: { readonly value?: number };
    };
  };
  readonly mirror?: Destination;
  readonly mirrorPercentage?: { readonly value?: number };
  /** Deprecated. */
  readonly mirrorPercent?: number;
  readonly mirrors?: readonly {
    readonly destination?: Destination;
    readonly percentage?: { readonly value?: number };
  }[];
  readonly rewrite?: unknown;
  readonly headers?: unknown;
}

export interface L4Match {
  readonly port?: number;
  readonly sniHosts?: readonly string[];
  readonly sourceLabels?: Labels;
  readonly sourceNamespace?: string;
  readonly gateways?: readonly string[];
}

export interface L4Rule {
  readonly match?: readonly L4Match[];
  readonly route?: readonly RouteDestination[];
}

export interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly exportTo?: readonly string[];
  readonly http?: readonly HttpRule[];
  readonly tls?: readonly L4Rule[];
  readonly tcp?: readonly L4Rule[];
}
export type VirtualService = KubeObject<VirtualServiceSpec>;

export interface ClientTls {
  readonly mode?: string;
  readonly sni?: string;
  readonly credentialName?: string;
  readonly caCertificates?: string;
  readonly subjectAltNames?: readonly string[];
}

export interface ConnectionPool {
  readonly tcp?: { readonly maxConnections?: number; readonly connectTimeout?: string };
  readonly http?: {
    readonly http1MaxPendingRequests?: number;
    readonly http2MaxRequests?: number;
    readonly maxRequestsPerConnection?: number;
    readonly maxRetries?: number;
  };
}

export interface OutlierDetection {
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly consecutiveLocalOriginFailures?: number;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
}

export interface LocalityLbSetting {
  readonly enabled?: boolean;
  readonly distribute?: readonly {
    readonly from?: string;
    readonly to?: Readonly<Record<string, number>>;
  }[];
  readonly failover?: readonly { readonly from?: string; readonly to?: string }[];
  readonly failoverPriority?: readonly string[];
}

export interface TrafficPolicy {
  readonly tls?: ClientTls;
  readonly loadBalancer?: { readonly simple?: string; readonly localityLbSetting?: LocalityLbSetting };
  readonly connectionPool?: ConnectionPool;
  readonly outlierDetection?: OutlierDetection;
  readonly portLevelSettings?: readonly (TrafficPolicy & { readonly port?: { readonly number?: number } })[];
}

export interface Subset {
  readonly name: string;
  readonly labels?: Labels;
  readonly trafficPolicy?: TrafficPolicy;
}

export interface DestinationRuleSpec {
  readonly host?: string;
  readonly exportTo?: readonly string[];
  readonly workloadSelector?: LabelSelector;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets?: readonly Subset[];
}
export type DestinationRule = KubeObject<DestinationRuleSpec>;

export interface GatewayServer {
  readonly name?: string;
  readonly hosts?: readonly string[];
  readonly port?: { readonly number?: number; readonly name?: string; readonly protocol?: string };
  /** The address that the port is bound to; all of the pod's without. */
  readonly bind?: string;
  readonly tls?: {
    readonly mode?: string;
    /** Answers plain HTTP with a redirect. */
    readonly httpsRedirect?: boolean;
    readonly credentialName?: string;
    readonly serverCertificate?: string;
    readonly privateKey?: string;
  };
}
export type Gateway = KubeObject<{ readonly selector?: Labels; readonly servers?: readonly GatewayServer[] }>;

export interface ServiceEntrySpec {
  readonly hosts?: readonly string[];
  readonly addresses?: readonly string[];
  readonly exportTo?: readonly string[];
  readonly location?: string;
  readonly resolution?: string;
  readonly ports?: readonly {
    readonly number: number;
    readonly name?: string;
    readonly protocol?: string;
    readonly targetPort?: number;
  }[];
  readonly endpoints?: readonly { readonly address?: string; readonly labels?: Labels }[];
  readonly workloadSelector?: { readonly labels?: Labels };
}
export type ServiceEntry = KubeObject<
  ServiceEntrySpec,
  {
    /** Addresses that istiod allocated. */
    readonly addresses?: readonly { readonly value?: string; readonly host?: string }[];
  }
>;

export interface WorkloadEntrySpec {
  readonly address?: string;
  readonly labels?: Labels;
  readonly serviceAccount?: string;
  readonly ports?: Readonly<Record<string, number>>;
}
export type WorkloadEntry = KubeObject<WorkloadEntrySpec>;

export type WorkloadGroup = KubeObject<{
  readonly metadata?: { readonly labels?: Labels };
  readonly template?: { readonly serviceAccount?: string };
}>;

export interface SidecarSpec {
  readonly workloadSelector?: { readonly labels?: Labels };
  readonly egress?: readonly {
    readonly hosts?: readonly string[];
    readonly port?: { readonly number?: number };
  }[];
  readonly ingress?: readonly {
    readonly port?: { readonly number?: number };
    readonly defaultEndpoint?: string;
  }[];
  readonly outboundTrafficPolicy?: { readonly mode?: string; readonly egressProxy?: unknown };
}
export type Sidecar = KubeObject<SidecarSpec>;
