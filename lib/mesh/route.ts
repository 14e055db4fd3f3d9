import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { K8sRouteRule } from '#lib/istio/gateway-api-types.ts';
import type { HttpRule } from '#lib/istio/networking-types.ts';

/** One destination of a rule. */
export interface RouteTarget {
  /** Place in the rule's list. */
  readonly index: number;
  /** Full name of the host requests are sent to. */
  readonly host: string;
  /** Namespace of the route: where a short name, and the caller of a gateway, are looked up. */
  readonly namespace: string;
  readonly subset: string | null;
  readonly port: number | null;
  /** As it counts: what is written, else the kind's default (Istio 0, or all for a lone destination; Gateway API 1). */
  readonly weight: number;
  /** Weight as a share of the rule's sum, 0 to 1; null where the sum is 0. */
  readonly declared: number | null;
}

/** One rule of a route. `path` is where it stands in the object, such as `spec.http[0]`. */
export interface RouteRule {
  readonly index: number;
  readonly protocol: 'http' | 'grpc' | 'tls' | 'tcp' | 'udp';
  readonly path: string;
  readonly name: string | null;
  /** No condition: whatever reaches this rule takes it. */
  readonly catchAll: boolean;
  readonly targets: readonly RouteTarget[];
  /** Whether the rule can match what a caller sends, by `sourceLabels`, `sourceNamespace` and `gateways` of its matches. */
  readonly reachableBy: (caller: RouteCaller) => boolean;
  /** The rule itself, for what it does beside choosing destinations. Null for the rules of Istio that are not HTTP's. */
  readonly written: WrittenRule | null;
}

/** A rule as its object has it. Short names in it are of `namespace`. */
export type WrittenRule =
  | { readonly api: 'istio'; readonly namespace: string; readonly rule: HttpRule }
  | { readonly api: 'gateway'; readonly namespace: string; readonly rule: K8sRouteRule };

/** A route object, or a delegate seen through the VirtualService that delegates to it. */
export interface Route {
  readonly object: ObjectRef;
  /** Key of the object that attaches it: the VirtualService that delegates, else the object itself. */
  readonly root: string;
  /** Full names it is attached to: hosts of a VirtualService, parent Services and hostnames of a Gateway API route. */
  readonly hosts: readonly string[];
  readonly rules: readonly RouteRule[];
  /** Last write that was not to the status. */
  readonly changedAt: EpochSeconds | null;
  readonly createdAt: string;
  /** Whether proxies of the mesh use it, and which gateways (`namespace/name`; Gateway API ones with `k8s:` before). */
  readonly mesh: boolean;
  readonly gateways: readonly string[];
  readonly visibleTo: (namespace: string) => boolean;
}

/** Who sends: a proxy of the mesh, or a gateway that serves `gateways`. */
export interface RouteCaller {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>> | null;
  /** Null for a proxy of the mesh. */
  readonly gateways: readonly string[] | null;
}

/** Weights as shares of their sum; all null where nothing is sent anywhere. */
export function declaredShares(weights: readonly number[]): readonly (number | null)[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : null));
}

/** Whether an earlier rule of a VirtualService takes everything; the Gateway API asks the most specific rule first. */
export const isNeverTaken = ({ object, rules }: Route, { protocol, index }: RouteRule): boolean =>
  object.kind === 'VirtualService' &&
  rules.some((earlier) => earlier.protocol === protocol && earlier.index < index && earlier.catchAll);
