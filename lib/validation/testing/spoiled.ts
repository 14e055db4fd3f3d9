import fc from 'fast-check';
import type { KubeObject } from '#lib/k8s/object.ts';

/** What no field expects. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(null),
  fc.constant(undefined),
  fc.constant('__proto__'),
  fc.constant('*'),
  fc.constant(''),
  fc.constant(Number.NaN),
  fc.jsonValue({ maxDepth: 2 }),
);

/** An object with one of its fields below spec, status or metadata.labels put out of shape. */
export function spoiled(object: KubeObject, at: number, by: unknown): KubeObject {
  const copy = structuredClone(object);
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key]);
      walk(part);
    }
  };
  const { apiVersion: _, kind: __, metadata, ...rest } = copy as KubeObject & Record<string, unknown>;
  for (const part of Object.keys(rest)) places.push([copy as unknown as Record<string, unknown>, part]);
  walk(rest);
  walk({ labels: metadata.labels, annotations: metadata.annotations });
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
  if (holder !== undefined && key !== undefined) holder[key] = by;
  return copy;
}
