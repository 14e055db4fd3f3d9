import { textAt } from '#lib/core/json.ts';
import { checkDurations, checkPercent, type Part, partAt } from '../checks/common.ts';
import type { Findings } from '../verdict.ts';

const grpcStatuses = [
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS',
  'UNAUTHENTICATED',
]
  .join(' ')
  .split(' ');

/** Faults that a rule injects: a delay, an abort, or both. */
export function checkFault(found: Findings, { path, value }: Part): void {
  found.errorIf(
    value.delay === undefined && value.abort === undefined,
    `${path}: a fault needs a delay or an abort`,
  );
  const delay = partAt(value, 'delay', path);
  if (delay) {
    checkPercent(found, delay, 'percentage', 'percent');
    checkDurations(found, delay, 'fixedDelay', 'exponentialDelay');
    if (delay.value.percent !== undefined) found.warn(`${delay.path}.percent is deprecated: use percentage`);
    found.errorIf(
      delay.value.fixedDelay === undefined && delay.value.exponentialDelay === undefined,
      `${delay.path}.fixedDelay: a delay says how long it is`,
    );
  }
  const abort = partAt(value, 'abort', path);
  if (abort) checkAbort(found, abort);
}

function checkAbort(found: Findings, abort: Part): void {
  const { path, value } = abort;
  checkPercent(found, abort, 'percentage');
  const kinds = ['httpStatus', 'grpcStatus', 'http2Error'].filter((kind) => value[kind] !== undefined);
  found.errorIf(kinds.length !== 1, `${path}: exactly one of httpStatus and grpcStatus is needed`);
  const status = value.httpStatus;
  found.errorIf(
    typeof status === 'number' && (status < 200 || status > 600),
    `${path}.httpStatus: ${String(status)} is not an HTTP status`,
  );
  const grpc = textAt(value, 'grpcStatus');
  found.errorIf(
    grpc !== '' && !grpcStatuses.includes(grpc),
    `${path}.grpcStatus: ${grpc} is not a gRPC status`,
  );
  found.errorIf(kinds.includes('http2Error'), `${path}.http2Error: HTTP/2 aborts are not supported`);
}
