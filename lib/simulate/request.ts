/** A token as it is handed along: what it claims, not whether its signature holds. */
export interface SimulatedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly claims: Readonly<Record<string, string>>;
}

/** Who sends: a workload by its telemetry names (a gateway passes on what arrives at it), or somebody outside the mesh. */
export type SimulatedSource =
  | { readonly kind: 'workload'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'outside' };

/** A request that nobody sent. `tcp` and `tls` have neither method nor path; for `tls` the host is its server name. */
export interface SimulatedRequest {
  readonly from: SimulatedSource;
  readonly protocol: 'http' | 'grpc' | 'tcp' | 'tls';
  readonly method: string;
  /** As a program writes it: `reviews`, `reviews.shop`, a full name, a host outside. Without its port. */
  readonly host: string;
  /** Host header (or server name) where it differs from the host that is connected to; null for the same. */
  readonly authority: string | null;
  readonly port: number;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly token: SimulatedToken | null;
}

/** What a proxy looks at when it chooses a rule. */
export interface RoutedRequest {
  readonly protocol: SimulatedRequest['protocol'];
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  readonly token: SimulatedToken | null;
  /** Labels and namespace of the proxy; a gateway's own at a gateway. */
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string;
  /** `mesh`, or the Gateways (`namespace/name`) whose server took it. */
  readonly gateways: readonly string[];
}

/** Whether a connection is passed on as bytes. */
export const isStream = (protocol: SimulatedRequest['protocol']): boolean =>
  protocol === 'tcp' || protocol === 'tls';
