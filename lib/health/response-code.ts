/**
 * The one code by which a response is judged: `-` where there was none; of a gRPC call its status, unless HTTP itself failed
 * (4xx, 5xx) or no status was reported. Envoy writes 0 for a response that never came.
 */
export function responseCode(protocol: string, code: string | undefined, grpcStatus: string | null): string {
  if (code === undefined || code === '' || code === '0' || code === '-') return '-';
  if (protocol !== 'grpc' || /^[45]/.test(code)) return code;
  return grpcStatus === null || grpcStatus === '' ? code : grpcStatus;
}

/** Whether HTTP says that a request failed; a redirect is no failure. */
export const isHttpError = (code: string): boolean => /^[45]/.test(code);

/** Whether a gRPC call failed: by its status, or by the HTTP status that stands in its place. */
export function isGrpcError(code: string): boolean {
  if (code.length === 3) return isHttpError(code);
  return code !== '' && code !== '0' && code !== '-';
}
