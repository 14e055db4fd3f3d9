import { type EdgeMeasure, edgeMeasures } from '#lib/url/edge-measures.ts';
import type { CarriedMeasures, MeasuredEdges } from './carried-measures.ts';
import { type Expression, subjectsOf } from './expression.ts';

/** What has to be asked of Prometheus before an expression can be answered. */
export function measuresFor(expression: Expression, carried: CarriedMeasures): readonly EdgeMeasure[] {
  const needed = new Set(subjectsOf(expression).flatMap(({ operand }) => operand.measures?.(carried) ?? []));
  return edgeMeasures.filter((measure) => needed.has(measure));
}

const said: Record<CarriedMeasures['throughput'], string> = {
  'request-throughput': 'requests',
  'response-throughput': 'responses',
};

/** What the reader should know: which number is meant, and whether it is there. */
export function notesOnMeasures(expression: Expression, measured: MeasuredEdges): readonly string[] {
  const names = new Set(subjectsOf(expression).map(({ operand }) => operand.name));
  const notes: string[] = [];
  if (names.has('responsetime') && measured.responseTime !== 'mean')
    notes.push(`responsetime is ${measured.responseTime}, as edges carry it.`);
  if (names.has('throughput'))
    notes.push(
      `throughput is the bytes of ${said[measured.throughput]}, HTTP and gRPC; for TCP ask for tcp.`,
    );
  if (measured.values === null && measuresFor(expression, measured).length > 0)
    notes.push('Percentiles and bytes of edges have not been read, so what asks for them matches nothing.');
  return notes;
}
