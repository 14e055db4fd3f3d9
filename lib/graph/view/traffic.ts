import { isGrpcError } from '#lib/health/response-code.ts';
import type { Protocol } from '../model.ts';

/** Responses of one code, one set of flags and one host: per second (bytes for TCP). */
export interface Response {
  readonly code: string;
  readonly flags: string | null;
  readonly host: string;
  rate: number;
}

/** Per second by protocol: all, and of those what its codes tell. */
export interface ProtocolTraffic {
  rate: number;
  noResponse: number;
  redirects: number;
  clientErrors: number;
  serverErrors: number;
  grpcErrors: number;
}
export type Traffic = Record<Protocol, ProtocolTraffic>;

const none = (): ProtocolTraffic => ({
  rate: 0,
  noResponse: 0,
  redirects: 0,
  clientErrors: 0,
  serverErrors: 0,
  grpcErrors: 0,
});

export const noTraffic = (): Traffic => ({ http: none(), grpc: none(), tcp: none() });

/** The class of a code within its protocol; null for what is no failure and no redirect. */
function classOf(protocol: Protocol, code: string): Exclude<keyof ProtocolTraffic, 'rate'> | null {
  if (protocol === 'tcp') return null;
  if (protocol === 'grpc') return isGrpcError(code) ? 'grpcErrors' : null;
  if (code === '-') return 'noResponse';
  const byDigit = { 3: 'redirects', 4: 'clientErrors', 5: 'serverErrors' } as const;
  const digit = code.charAt(0);
  return digit === '3' || digit === '4' || digit === '5' ? byDigit[digit] : null;
}

/** Adds a rate. `counted` is false for messages, which have no outcome: no response is then no failure. */
export function addTraffic(
  to: Traffic,
  protocol: Protocol,
  code: string,
  rate: number,
  counted = true,
): void {
  const sum = to[protocol];
  sum.rate += rate;
  if (!counted) return;
  const cls = protocol === 'grpc' && code === '-' ? 'noResponse' : classOf(protocol, code);
  if (cls !== null) sum[cls] += rate;
}

export const responseKey = ({ code, flags, host }: Pick<Response, 'code' | 'flags' | 'host'>): string =>
  `${code}\u0001${flags ?? ''}\u0001${host}`;

/** Adds responses of one kind to those of an edge; nothing is added for none. */
export function addResponse(to: Map<string, Response>, response: Response): void {
  if (response.rate <= 0) return;
  const key = responseKey(response);
  const known = to.get(key);
  if (known === undefined) to.set(key, { ...response });
  else known.rate += response.rate;
}

/** All traffic of an edge by class. Rows without flags are messages. */
export function trafficOf(protocol: Protocol, responses: Iterable<Response>): ProtocolTraffic {
  const traffic = noTraffic();
  for (const { code, flags, rate } of responses) addTraffic(traffic, protocol, code, rate, flags !== null);
  return traffic[protocol];
}

export const isQuiet = (traffic: Traffic): boolean =>
  traffic.http.rate <= 0 && traffic.grpc.rate <= 0 && traffic.tcp.rate <= 0;
