import { readTolerance, type Tolerance } from './tolerance.ts';

/** The annotation of a Service or a workload that sets its own tolerances; Kiali reads the same one. */
export const rateAnnotation = 'health.kiali.io/rate';

/**
 * Tolerances written as `code,degraded,failure,protocol,direction` with `;` between them, thresholds in percent. What cannot
 * be read is left out; null where the annotation is absent or nothing of it can be read.
 */
export function readRateAnnotation(
  annotations: Readonly<Record<string, string>> | undefined,
): readonly Tolerance[] | null {
  const text = annotations?.[rateAnnotation];
  if (text === undefined) return null;
  const read = text.split(';').flatMap((part) => readPart(part) ?? []);
  return read.length === 0 ? null : read;
}

function readPart(part: string): Tolerance | null {
  const fields = part.split(',').map((field) => field.trim());
  const [code, degraded, failure, protocol, direction] = fields;
  if (fields.length !== 5 || !code || !degraded || !failure) return null;
  return readTolerance({
    code,
    protocol: protocol ?? '',
    direction: direction ?? '',
    degraded: Number(degraded),
    failure: Number(failure),
  });
}
