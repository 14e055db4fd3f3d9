/** How a request ended, as the labels of a series say it. Interned: one object for each combination. */
export interface Outcome {
  readonly id: number;
  /** `0` where there was no response. */
  readonly code: string;
  /** Empty for what is not gRPC. */
  readonly grpc: string;
  readonly flags: string;
  /** Whether the program that called takes it for a failure. */
  readonly failed: boolean;
  readonly status: number;
  readonly grpcStatus: number;
}

const byFlags = new Map<string, Map<number, Outcome>>();
let next = 0;

/** `grpc` is -1 for what is not gRPC and for gRPC without an answer. */
export function outcomeOf(status: number, grpc: number, flags: string): Outcome {
  let known = byFlags.get(flags);
  if (known === undefined) {
    known = new Map();
    byFlags.set(flags, known);
  }
  const key = status * 32 + grpc + 1;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made: Outcome = {
    id: next++,
    code: String(status),
    grpc: grpc < 0 ? '' : String(grpc),
    flags,
    failed: grpc >= 0 ? grpc !== 0 : status === 0 || status >= 400,
    status,
    grpcStatus: grpc,
  };
  known.set(key, made);
  return made;
}

const grpcOfHttp: Readonly<Record<number, number>> = {
  200: 0,
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};

/** An answer made by a proxy: over gRPC the status travels in a 200 (Envoy `source/common/grpc/status.cc`). */
export function proxyAnswer(protocol: 'http' | 'grpc', code: number, flags: string): Outcome {
  if (protocol === 'http') return outcomeOf(code, -1, flags);
  return code === 0 ? outcomeOf(0, -1, flags) : outcomeOf(200, grpcOfHttp[code] ?? 2, flags);
}

/** Puts a flag behind others; `-` stands for none. */
export const joinFlags = (first: string, second: string): string =>
  first === '-' ? second : second === '-' ? first : `${first},${second}`;
