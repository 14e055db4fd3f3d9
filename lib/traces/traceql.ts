/** What traces are looked for by. */
export interface TraceSearch {
  readonly service: string;
  readonly errors: boolean;
  /** Milliseconds; null for any. */
  readonly minDuration: number | null;
}

/** A text as a string of TraceQL: in double quotes, where `\` and `"` are escaped and what would end a line is too (grafana/tempo, `pkg/traceql`). */
export const traceqlString = (text: string): string =>
  `"${text
    .toWellFormed()
    .replace(/[\\"]/g, '\\$&')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

/** A search as TraceQL. */
export function traceql({ service, errors, minDuration }: TraceSearch): string {
  const terms = [
    `resource.service.name = ${traceqlString(service)}`,
    ...(errors ? ['status = error'] : []),
    ...(minDuration === null ? [] : [`traceDuration >= ${Math.max(0, Math.round(minDuration))}ms`]),
  ];
  return `{ ${terms.join(' && ')} }`;
}
