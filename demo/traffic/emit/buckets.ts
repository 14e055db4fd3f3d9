import { z } from 'zod';

/** The bounds of a histogram, ascending, and `le` of each bucket, the last one `+Inf`. */
export interface BucketList {
  readonly bounds: readonly number[];
  readonly labels: readonly string[];
}

export const bucketList = (bounds: readonly number[]): BucketList => ({
  bounds,
  labels: [...bounds.map(String), '+Inf'],
});

/** Those of every histogram of Istio's proxies unless told: Envoy's default list. */
export const envoyBuckets = bucketList([
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000,
  3600000,
]);

/** The most buckets that a pod may ask for. */
export const mostBuckets = 64;

/** Index of the bucket that a value falls in. */
export function bucketOf({ bounds }: BucketList, value: number): number {
  for (let i = 0; i < bounds.length; i++) {
    if (value <= (bounds[i] ?? Infinity)) return i;
  }
  return bounds.length;
}

/** Set on a pod: bounds by prefix of Envoy's statistics; Istio's own begin with `istiocustom` (istio.io, resource annotations). */
export const bucketsAnnotation = 'sidecar.istio.io/statsHistogramBuckets';

const wanted = z.looseObject({
  istiocustom: z
    .array(z.number().positive())
    .min(1)
    .max(mostBuckets - 1),
});
const asked = new Map<string, BucketList>();

/** The buckets that a pod's annotation asks for; Envoy's where it asks for none or cannot be read. */
export function askedBuckets(annotation: string | undefined): BucketList {
  if (annotation === undefined) return envoyBuckets;
  const known = asked.get(annotation);
  if (known !== undefined) return known;
  const made = readBuckets(annotation) ?? envoyBuckets;
  asked.set(annotation, made);
  return made;
}

function readBuckets(text: string): BucketList | null {
  try {
    const { data } = wanted.safeParse(JSON.parse(text));
    return data === undefined ? null : bucketList([...new Set(data.istiocustom)].sort((a, b) => a - b));
  } catch {
    return null;
  }
}
