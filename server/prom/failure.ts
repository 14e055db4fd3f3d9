import { type ErrorCode, WeftError } from '#lib/core/error-code.ts';

/** How a query to Prometheus can fail. */
export type FailureKind =
  | 'down'
  | 'untrusted'
  | 'timeout'
  | 'cancelled'
  | 'unauthorized'
  | 'forbidden'
  | 'bad-query'
  | 'unprocessable'
  | 'overloaded'
  | 'server-error'
  | 'redirected'
  | 'not-found'
  | 'truncated'
  | 'not-json'
  | 'malformed'
  | 'credentials';

interface FailureText {
  readonly code: ErrorCode;
  readonly says: string;
  readonly cure: string;
}

const texts: Readonly<Record<FailureKind, FailureText>> = {
  down: {
    code: 'unavailable',
    says: 'Prometheus cannot be reached',
    cure: 'Check that it runs and that PROMETHEUS_URL names it from where Weft runs.',
  },
  untrusted: {
    code: 'unavailable',
    says: 'The certificate of Prometheus is not trusted',
    cure: 'Name the bundle of its authority in PROMETHEUS_CA_FILE, use a host name that it is for, and look at its dates and at the clock here.',
  },
  timeout: {
    code: 'timeout',
    says: 'Prometheus did not answer in time',
    cure: 'Choose a shorter window, or look at the load of Prometheus.',
  },
  cancelled: { code: 'unavailable', says: 'The query was cancelled', cure: 'Ask again.' },
  unauthorized: {
    code: 'unavailable',
    says: 'Prometheus does not accept the credentials of Weft (401)',
    cure: 'Check the token or the user name and password that Weft is given for Prometheus.',
  },
  forbidden: {
    code: 'unavailable',
    says: 'Prometheus refuses the identity of Weft (403)',
    cure: 'Grant the identity of Weft the right to query, or check the tenant header.',
  },
  'bad-query': {
    code: 'unavailable',
    says: 'Prometheus refused the query as invalid (400)',
    cure: 'Check that PROMETHEUS_URL is a Prometheus-compatible API and the scope label a valid label name.',
  },
  unprocessable: {
    code: 'unavailable',
    says: 'Prometheus could not execute the query (422)',
    cure: 'Choose a shorter window, or raise query.max-samples of Prometheus.',
  },
  overloaded: {
    code: 'unavailable',
    says: 'Prometheus asks for fewer queries (429)',
    cure: 'Raise the query limit of the tenant, or the refresh interval of Weft.',
  },
  'server-error': {
    code: 'unavailable',
    says: 'Prometheus failed',
    cure: 'Look at the log of Prometheus, or of the proxy before it.',
  },
  redirected: {
    code: 'unavailable',
    says: 'PROMETHEUS_URL answers with a redirect, most likely to a sign-in page',
    cure: 'Give the address of the API itself, or credentials that the proxy before it accepts.',
  },
  'not-found': {
    code: 'unavailable',
    says: 'There is no Prometheus API at PROMETHEUS_URL (404)',
    cure: 'Check the path prefix of PROMETHEUS_URL: Weft asks for /api/v1/query below it.',
  },
  truncated: {
    code: 'unavailable',
    says: 'The answer of Prometheus broke off',
    cure: 'Look for a proxy between Weft and Prometheus that limits the size or the time of an answer.',
  },
  'not-json': {
    code: 'unavailable',
    says: 'PROMETHEUS_URL does not answer in JSON',
    cure: 'Check that it is the address of the API and not of a web page or a sign-in proxy.',
  },
  malformed: {
    code: 'unavailable',
    says: 'Prometheus answered in a form that its API does not define',
    cure: 'Check that PROMETHEUS_URL is a Prometheus-compatible API.',
  },
  credentials: {
    code: 'unavailable',
    says: 'The file with the token for Prometheus cannot be read',
    cure: 'Check that the file exists and that Weft may read it.',
  },
};

/** A failed query as a WeftError. `detail` is what the server or the network said; it must not hold a credential. */
export function promFailure(kind: FailureKind, detail: string | null, cause?: unknown): WeftError {
  const text = texts[kind];
  const clean = detail === null ? null : detail.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  const message = clean === null || clean === '' ? `${text.says}.` : `${text.says}: ${clean}`;
  return new WeftError(text.code, message, { cure: text.cure, cause });
}

/** What an HTTP status other than success means. */
export function kindOfStatus(status: number): FailureKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 400) return 'bad-query';
  if (status === 404 || status === 405) return 'not-found';
  if (status === 422) return 'unprocessable';
  if (status === 429) return 'overloaded';
  if (status === 504 || status === 408) return 'timeout';
  return status >= 300 && status < 400 ? 'redirected' : 'server-error';
}
