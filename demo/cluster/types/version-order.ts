const pattern = /^v(\d+)(?:(alpha|beta)(\d+))?$/;

const stability = (stage: string | undefined): number => (stage === undefined ? 2 : stage === 'beta' ? 1 : 0);

/** Kubernetes's order of versions, most preferred first: v2, v1, v1beta2, v1beta1, v1alpha1, then anything else by name. */
export function compareVersions(a: string, b: string): number {
  const left = pattern.exec(a);
  const right = pattern.exec(b);
  if (left === null || right === null) {
    if (left === null && right === null) return a < b ? -1 : a > b ? 1 : 0;
    return left === null ? 1 : -1;
  }
  return (
    stability(right[2]) - stability(left[2]) ||
    Number(right[1]) - Number(left[1]) ||
    Number(right[3] ?? 0) - Number(left[3] ?? 0)
  );
}
