/** The request a program makes, as the rules of the mesh look at it. */
export interface RequestShape {
  readonly protocol: 'http' | 'grpc' | 'tcp';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Host header without its port, or SNI. */
  readonly authority: string;
  /** Port the request was sent to. */
  readonly port: number;
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly sourceNamespace: string;
  /** `mesh` at a sidecar, else the Gateways whose listener took the request, as `namespace/name`. */
  readonly gateways: readonly string[];
}

/** What a route does with the requests it takes: Istio's VirtualService rules and the Gateway API's come to the same. */
export interface Rule {
  readonly targets: readonly RuleTarget[];
  /** An answer made by the proxy itself instead of a target: redirect, direct response, a route without backends. */
  readonly reply: number | null;
  readonly timeoutMs: number | null;
  readonly retry: Retry;
  readonly fault: Fault | null;
  readonly mirrors: readonly { readonly target: RuleTarget; readonly share: number }[];
  /** Path that the callee sees; null where it is not rewritten. */
  readonly rewrittenPath: string | null;
  readonly rewrittenAuthority: string | null;
}

export interface RuleTarget {
  /** Full name. */
  readonly host: string;
  readonly subset: string | null;
  readonly port: number | null;
  readonly weight: number;
  /** Code of the answer where the target does not exist: 503, or 500 for the Gateway API's routes. */
  readonly missingCode: 503 | 500;
}

export interface Retry {
  /** Further attempts after the first. */
  readonly attempts: number;
  readonly perTryTimeoutMs: number | null;
  readonly on: ReadonlySet<string>;
  readonly codes: ReadonlySet<number>;
}

export interface Fault {
  readonly delayMs: number;
  readonly delayShare: number;
  readonly abortCode: number;
  /** gRPC status of the abort, null where an HTTP status was asked for. */
  readonly abortGrpc: number | null;
  readonly abortShare: number;
}

/** istiod's default policy, on every route that says nothing (istio/istio pilot/…/route/retry/retry.go 126806ab). */
export const defaultRetry: Retry = {
  attempts: 2,
  perTryTimeoutMs: null,
  on: new Set(['connect-failure', 'refused-stream', 'unavailable', 'cancelled']),
  codes: new Set(),
};

export const noRetry: Retry = { attempts: 0, perTryTimeoutMs: null, on: new Set(), codes: new Set() };

/** The plain route to a host: what a proxy does with a known host that no rule is about. */
export const plainRule = (host: string): Rule => ({
  targets: [{ host, subset: null, port: null, weight: 1, missingCode: 503 }],
  reply: null,
  timeoutMs: null,
  retry: defaultRetry,
  fault: null,
  mirrors: [],
  rewrittenPath: null,
  rewrittenAuthority: null,
});

/** Shares of the targets as the proxy counts them: zero weights drop out, a single target takes all. */
export function effectiveTargets(targets: readonly RuleTarget[]): readonly RuleTarget[] {
  if (targets.length === 1) return targets.map((target) => ({ ...target, weight: 1 }));
  return targets.filter((target) => target.weight > 0);
}
