/** A query that is not PromQL: 400 bad_data, with the place. */
export class ParseError extends Error {
  readonly pos: number;

  constructor(pos: number, message: string) {
    super(message);
    this.pos = pos;
  }
}

/** A query that is PromQL and cannot be answered: 422 execution. */
export class ExecutionError extends Error {}

/** The time a query was allowed is over: 503 timeout. */
export class QueryTimeout extends Error {}

/** `line:column: parse error: message`, as Prometheus words it. */
export function describeParseError(query: string, error: ParseError): string {
  const before = query.slice(0, error.pos);
  const line = before.split('\n').length;
  const column = error.pos - (before.lastIndexOf('\n') + 1) + 1;
  return `${line}:${column}: parse error: ${error.message}`;
}
