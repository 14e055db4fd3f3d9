/** Ways in which the query API can be made to fail, for tests and for incidents. */
export type FaultMode =
  | 'none'
  | 'down'
  | 'slow'
  | 'unauthorized'
  | 'bad-request'
  | 'unprocessable'
  | 'truncated'
  | 'warnings'
  | 'empty'
  | 'nan'
  | 'error-500';

export interface FaultOptions {
  /** How long `slow` waits before it answers, milliseconds. Default 30 s. */
  readonly delayMs?: number;
  /** What `warnings` adds to each answer. */
  readonly warnings?: readonly string[];
  /** Only queries whose text contains this are hit; others are answered as usual. */
  readonly matching?: string;
}

export interface Faults {
  readonly mode: FaultMode;
  setFault(mode: FaultMode, options?: FaultOptions): void;
}

/** The fault now in force; read by the server on every request. */
export class FaultSwitch implements Faults {
  mode: FaultMode = 'none';
  options: FaultOptions = {};

  setFault(mode: FaultMode, options: FaultOptions = {}): void {
    this.mode = mode;
    this.options = options;
  }

  /** The fault that hits a query of this text. */
  modeFor(query: string): FaultMode {
    const { matching } = this.options;
    return matching === undefined || query.includes(matching) ? this.mode : 'none';
  }
}

/** Status, error type and message of the faults that answer with an error at once. */
export const errorFaults: Readonly<Partial<Record<FaultMode, readonly [number, string, string]>>> = {
  unauthorized: [401, 'unauthorized', 'Unauthorized'],
  'bad-request': [
    400,
    'bad_data',
    'invalid parameter "query": 1:1: parse error: refused by the fault in force',
  ],
  unprocessable: [
    422,
    'execution',
    'query processing would load too many samples into memory in query execution',
  ],
  'error-500': [500, 'internal', 'the storage cannot be read'],
};
