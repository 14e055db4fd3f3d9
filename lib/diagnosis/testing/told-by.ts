import { epochSeconds, seconds } from '#lib/core/units.ts';
import { clusters } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Labels, TrafficSample } from '#lib/prom/series.ts';
import type { CauseFound } from '../diagnosis.ts';
import { explain } from '../explain.ts';
import { noTelemetry, type Telemetry } from '../telemetry.ts';
import { type Problem, walk } from '../walk.ts';

export interface Case {
  readonly objects: readonly KubeObject[];
  readonly others?: Readonly<Record<string, readonly KubeObject[]>> | undefined;
  /** Series of `istio_requests_total` as a proxy exposes them, each with its requests per second at the end of the line. */
  readonly series: string;
  readonly telemetry?: Partial<Telemetry>;
}

/** What is told of the worst problem of a case; `code` null where the answer is that nobody can tell. */
export interface ToldCase {
  readonly code: string | null;
  readonly object: string | null;
  readonly madeBy: string | null;
  readonly sentence: string;
}

/** The moment and the window, in seconds, of all cases. */
export const caseAt = 1_000_000;
export const caseWindow = seconds.parse(300);

/** Diagnoses hand-written telemetry. For tests. */
export const toldBy = ({ series, ...rest }: Case): ToldCase =>
  toldOfSamples({ ...rest, samples: series.trim().split('\n').flatMap(samplesOf) });

/** The same of telemetry that was read from somewhere. */
export function toldOfSamples({
  objects,
  others = {},
  samples,
  telemetry,
}: Omit<Case, 'series'> & { readonly samples: readonly TrafficSample[] }): ToldCase {
  const snapshot = clusters({ Kubernetes: objects, ...others });
  const graph = testGraph(snapshot, samples, { at: epochSeconds.parse(caseAt), window: caseWindow });
  const [worst] = walk({ graph, snapshot, telemetryOf: () => ({ ...noTelemetry, ...telemetry }) });
  if (worst === undefined) throw new Error('nothing is wrong in this case');
  const { symptom } = worst.diagnosis;
  return {
    code: worst.cause?.code ?? null,
    object: objectOf(worst),
    madeBy: symptom.kind === 'errors' ? symptom.madeBy : null,
    sentence: explain(worst.diagnosis, { timeZone: 'UTC' }),
  };
}

const objectOf = ({ cause }: Pick<Problem, 'cause'>): string | null => {
  const object = cause?.culprit?.object;
  return object === undefined ? null : `${object.kind} ${object.namespace}/${object.name}`;
};

/** What is told of a control plane first: code, how sure, and object. */
export const toldOfControl = (found: readonly CauseFound[]) => {
  const [cause] = found;
  return cause === undefined
    ? null
    : { code: cause.code, confidence: cause.confidence, object: objectOf({ cause }) };
};

/** The samples of a line of an exposition: name, labels in any order, value. For tests. */
export function samplesOf(line: string): TrafficSample[] {
  const [, inner, value] = /^\s*istio_requests_total\{(.*)\}\s+(\S+)\s*$/.exec(line) ?? [];
  if (inner === undefined) throw new Error(`not a series: ${line}`);
  const labels: Labels = Object.fromEntries(
    [...inner.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, text]) => [name, text]),
  );
  const rate = Number(value);
  const requests = { measure: 'requests', labels, value: rate } as const;
  return isPlainSuccess(labels) ? [requests] : [requests, { measure: 'failures', labels, value: rate }];
}

/** As `lib/prom/queries/failing-selectors.ts` chooses. */
const isPlainSuccess = (labels: Labels): boolean =>
  /^[123]..$/.test(labels.response_code ?? '') &&
  /^-?$/.test(labels.response_flags ?? '') &&
  /^0?$/.test(labels.grpc_response_status ?? '');
