import type { JsonObject } from '#lib/core/json.ts';

/** One field that is wrong, as `Status.details.causes` lists it. */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

/** What a Status says beside its message. */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** An answer other than success, with the code and reason that the Kubernetes API gives in the same case. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | null;

  constructor(code: number, reason: string, message: string, details: StatusDetails | null = null) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The `Status` object that goes to the client. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === '' ? {} : { reason: this.reason }),
      ...(this.details === null ? {} : { details: detailsJson(this.details) }),
      code: this.code,
    };
  }
}

function detailsJson(details: StatusDetails): JsonObject {
  const { causes, ...rest } = details;
  return {
    ...withoutEmpty(rest),
    ...(causes === undefined ? {} : { causes: causes.map((c) => ({ ...c })) }),
  };
}

function withoutEmpty(values: Record<string, string | number | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && v !== ''));
}
