/** Where a part of an object stands, as `jsonPointer` takes it. */
export type FieldPath = readonly (string | number)[];

/** One rule of a route object, of whatever kind. */
export interface RouteRule {
  /** Stable within the object: `http/0`, `tcp/1`, `rules/0`. */
  readonly id: string;
  readonly protocol: 'http' | 'grpc' | 'tls' | 'tcp';
  /** Place in the list of its protocol. */
  readonly index: number;
  /** Where its list of destinations stands, such as `spec http 0 route`. */
  readonly path: FieldPath;
  readonly name: string | null;
  /** One text for each match, any of which is enough; empty where the rule takes everything. */
  readonly matches: readonly string[];
  /** The earlier rule of the same protocol that takes all this one could; null where no single one does. */
  readonly shadowedBy: number | null;
  readonly destinations: readonly RouteDestination[];
  /** The VirtualService that decides instead: its rules are the ones to edit. */
  readonly delegate: { readonly namespace: string; readonly name: string } | null;
  readonly mirrors: readonly RouteMirror[];
  /** What a rule without destinations does. */
  readonly other: 'redirect' | 'direct-response' | null;
}

/** One destination of a rule, as it is written and as it counts. */
export interface RouteDestination {
  readonly index: number;
  /** As it is written: a host of Istio, the name of a backend. */
  readonly host: string;
  /** The full name it means; the name alone of a backend that is no Service. */
  readonly fullHost: string;
  /** As it is written; null where the route's own is meant, and in Istio's routes, whose hosts hold it. */
  readonly namespace: string | null;
  readonly subset: string | null;
  readonly port: number | null;
  /** Of a backend of the Gateway API, with the defaults filled in: `''` and `Service`. Null in Istio's routes. */
  readonly backend: { readonly group: string; readonly kind: string } | null;
  /** As it is written; null where it is absent, which is not 0. */
  readonly weight: number | null;
  /** As it counts: absent is 0 among several of Istio's and 1 in the Gateway API; a lone one of Istio's takes all. */
  readonly effective: number;
  /** `effective` as a share of the rule's sum, 0 to 1; null where the sum is 0. */
  readonly share: number | null;
}

/** Where a rule sends copies of requests. */
export interface RouteMirror {
  readonly host: string;
  readonly fullHost: string;
  readonly subset: string | null;
  /** 0 to 100; null where nothing is written, which copies everything. */
  readonly percent: number | null;
  /** Where the mirror stands, such as `spec http 0 mirrors 1`. */
  readonly path: FieldPath;
}
