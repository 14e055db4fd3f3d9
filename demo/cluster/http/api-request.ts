import type { IncomingHttpHeaders } from 'node:http';
import type { ClusterState, User } from '../cluster-state.ts';

/** One request, authenticated, with what handlers need of it. */
export interface ApiRequest {
  readonly state: ClusterState;
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly user: User;
  /** The whole body; 413 above 3 MiB. */
  readBody(): Promise<Buffer>;
  /** Adds a `Warning` header to the answer. */
  warn(text: string): void;
}

/** A query parameter, empty when absent. */
export const parameter = (request: ApiRequest, name: string): string => request.query.get(name) ?? '';

/** Whether a boolean parameter is on: Kubernetes takes `watch`, `watch=1` and `watch=true`, and 0 or false as off. */
export function isOn(request: ApiRequest, name: string): boolean {
  const value = request.query.get(name);
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}
