import { hostName, isLoopback } from './loopback.ts';

/** What is asked of a request before anything else looks at it. */
export interface GuardedRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string | null;
  readonly origin: string | null;
  /** `Sec-Fetch-Site`, where the browser sends it. */
  readonly site: string | null;
}

export type GuardVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly status: 403 | 421; readonly message: string; readonly cure: string };

/** Asked by the cluster under the pod's address; they say nothing of the mesh. */
const probes: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);
const streamPath = '/api/v1/stream';

/**
 * Refuses a Host that is not ours (a rebound DNS name makes a foreign page same-origin with a loopback server), and
 * writes and streams that another site asks for.
 */
export function guard(request: GuardedRequest, allowedHosts: readonly string[]): GuardVerdict {
  if (probes.has(request.path)) return { allowed: true };
  const isOurs = (host: string) => isLoopback(host) || allowedHosts.includes(host);
  const host = request.host === null ? '' : hostName(request.host);
  if (!isOurs(host)) {
    return {
      allowed: false,
      status: 421,
      message: `Weft is not served under the name "${host}".`,
      cure: 'Open it under a loopback name such as localhost, or add this name to WEFT_ALLOWED_HOSTS.',
    };
  }
  const guarded = (request.method !== 'GET' && request.method !== 'HEAD') || request.path === streamPath;
  if (!guarded || isOwnOrigin(request)) return { allowed: true };
  return {
    allowed: false,
    status: 403,
    message: 'Another site may not do this in your name.',
    cure: 'Open Weft itself and do it there.',
  };
}

/** An `Origin` must be the very address asked; programs that are no browser send none. */
function isOwnOrigin({ origin, host, site }: GuardedRequest): boolean {
  if (origin === null) return site === null || site === 'same-origin' || site === 'none';
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
