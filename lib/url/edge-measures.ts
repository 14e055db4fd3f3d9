/**
 * What edges can carry that is asked of Prometheus beside the graph: percentiles of request duration in milliseconds, and bytes
 * per second of the bodies of HTTP and gRPC requests and of their responses.
 */
export const edgeMeasures = ['p50', 'p95', 'p99', 'request-throughput', 'response-throughput'] as const;
export type EdgeMeasure = (typeof edgeMeasures)[number];

const all: ReadonlySet<string> = new Set(edgeMeasures);

/** Whether something that an edge carries, or a column of the list, is one of them. */
export const isEdgeMeasure = (name: string): name is EdgeMeasure => all.has(name);
