/** What went wrong with a request, as far as its code tells; the classes have tolerances of their own. */
export type OutcomeClass = 'no-response' | '5xx' | '4xx' | 'grpc-server' | 'grpc-caller';

/**
 * gRPC statuses that the caller or the business brings about: cancelled, invalid argument, not found, already exists,
 * failed precondition, out of range. They are to gRPC what 4xx is to HTTP.
 */
export const callerStatuses: readonly string[] = ['1', '3', '5', '6', '9', '11'];
const callersFault = new Set(callerStatuses);

/** All other statuses of a failed call: the server's, or the way to it. */
export const serverStatuses: readonly string[] = ['2', '4', '7', '8', '10', '12', '13', '14', '15', '16'];

/**
 * The class of a response, null for a success. `code` is `-` or `0` where there was no response. An HTTP error of a
 * gRPC call counts as such, whatever its gRPC status; else the gRPC status decides, for HTTP then says 200.
 */
export function outcomeClass(code: string, grpcStatus: string | null): OutcomeClass | null {
  if (code === '-' || code === '0' || code === '') return 'no-response';
  if (/^5\d\d$/.test(code)) return '5xx';
  if (/^4\d\d$/.test(code)) return '4xx';
  if (grpcStatus === null || grpcStatus === '' || grpcStatus === '0') return null;
  return callersFault.has(grpcStatus) ? 'grpc-caller' : 'grpc-server';
}
