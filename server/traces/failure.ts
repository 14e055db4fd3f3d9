import { type ErrorCode, WeftError } from '#lib/core/error-code.ts';

/** How a question to a trace backend can fail. */
export type TraceFailure =
  | 'down'
  | 'timeout'
  | 'cancelled'
  | 'refused'
  | 'not-found'
  | 'redirected'
  | 'bad-request'
  | 'overloaded'
  | 'server-error'
  | 'too-large'
  | 'truncated'
  | 'not-json'
  | 'malformed'
  | 'unknown-kind'
  | 'credentials';

interface FailureText {
  readonly code: ErrorCode;
  readonly says: string;
  readonly cure: string;
}

const texts: Readonly<Record<TraceFailure, FailureText>> = {
  down: {
    code: 'unavailable',
    says: 'The trace backend cannot be reached',
    cure: 'Check that it runs and that WEFT_TRACES names it from where Weft runs.',
  },
  timeout: {
    code: 'timeout',
    says: 'The trace backend did not answer in time',
    cure: 'Choose a shorter window, or look at the load of the trace backend and its storage.',
  },
  cancelled: { code: 'unavailable', says: 'The question was cancelled', cure: 'Ask again.' },
  refused: {
    code: 'unavailable',
    says: 'The trace backend refuses the identity of Weft',
    cure: 'Check the token or user that WEFT_TRACES_… give, and the tenant in WEFT_TRACES_HEADERS.',
  },
  'not-found': {
    code: 'unavailable',
    says: 'There is no such API at WEFT_TRACES',
    cure: 'Check its path prefix and WEFT_TRACES_KIND: Weft asks Jaeger below /api/v3 and Tempo below /api.',
  },
  redirected: {
    code: 'unavailable',
    says: 'WEFT_TRACES answers with a redirect, most likely to a sign-in page',
    cure: 'Give the address of the API itself, or credentials that the proxy before it accepts.',
  },
  'bad-request': {
    code: 'unavailable',
    says: 'The trace backend refused the question as invalid',
    cure: 'Check WEFT_TRACES_KIND, and the version of the backend: Jaeger from 1.35 on, Tempo from 2.0 on.',
  },
  overloaded: {
    code: 'unavailable',
    says: 'The trace backend asks for fewer questions',
    cure: 'Wait a moment, or raise the limit of the tenant.',
  },
  'server-error': {
    code: 'unavailable',
    says: 'The trace backend failed',
    cure: 'Look at its log, or at that of the proxy before it.',
  },
  'too-large': {
    code: 'too-large',
    says: 'The answer of the trace backend is too large',
    cure: 'Choose a shorter window, or open the trace in the tool of the backend.',
  },
  truncated: {
    code: 'unavailable',
    says: 'The answer of the trace backend broke off',
    cure: 'Look for a proxy between Weft and the backend that limits the size or the time of an answer.',
  },
  'not-json': {
    code: 'unavailable',
    says: 'WEFT_TRACES does not answer in JSON',
    cure: 'Check that it is the address of the query API and not of a web page or a sign-in proxy.',
  },
  malformed: {
    code: 'unavailable',
    says: 'The trace backend answered in a form that its API does not define',
    cure: 'Check WEFT_TRACES_KIND and the version of the backend.',
  },
  'unknown-kind': {
    code: 'unavailable',
    says: 'WEFT_TRACES answers neither as Jaeger nor as Tempo',
    cure: 'Set WEFT_TRACES_KIND to jaeger or tempo to see how each fails.',
  },
  credentials: {
    code: 'unavailable',
    says: 'The file with the token for the trace backend cannot be read',
    cure: 'Check that the file of WEFT_TRACES_BEARER_TOKEN_FILE exists and that Weft may read it.',
  },
};

/** A failed question; which way is for those who ask another way then. */
export class TraceError extends WeftError {
  readonly failure: TraceFailure;

  constructor(failure: TraceFailure, message: string, cause: unknown) {
    super(texts[failure].code, message, { cure: texts[failure].cure, cause });
    this.failure = failure;
  }
}

/** A failed question as a WeftError. `detail` says what was asked and what came; it must not hold a credential. */
export function traceFailure(kind: TraceFailure, detail: string, cause?: unknown): TraceError {
  const clean = detail.replaceAll(/\s+/g, ' ').trim().slice(0, 300).replace(/\.$/, '');
  return new TraceError(kind, `${texts[kind].says}: ${clean}.`, cause);
}

/** What an HTTP status other than success means. */
export function failureOfStatus(status: number): TraceFailure {
  if (status === 401 || status === 403) return 'refused';
  if (status === 404 || status === 405) return 'not-found';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 413) return 'too-large';
  if (status === 429) return 'overloaded';
  if (status >= 300 && status < 400) return 'redirected';
  return status < 500 ? 'bad-request' : 'server-error';
}
