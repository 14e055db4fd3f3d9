/** Bounds of every histogram of Istio's proxies, Envoy's default list; `+Inf` follows. */
export const bounds = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000,
  3600000,
] as const;

/** `le` of each bucket, cumulative, the last one `+Inf`. */
export const bucketLabels: readonly string[] = [...bounds.map(String), '+Inf'];

export const bucketCount = bucketLabels.length;

/** Index of the bucket that a value falls in. */
export function bucketOf(value: number): number {
  for (let i = 0; i < bounds.length; i++) {
    if (value <= (bounds[i] ?? Infinity)) return i;
  }
  return bounds.length;
}
