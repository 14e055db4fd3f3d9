type Labels = Readonly<Record<string, string>> | undefined;

const firstOf = (labels: Labels, keys: readonly string[]): string | null => {
  for (const key of keys) {
    const value = labels?.[key];
    if (value) return value;
  }
  return null;
};

/** Istio's canonical service of a workload: the first of three labels, else the workload's own name. */
export function canonicalService(labels: Labels, workload: string): string {
  return firstOf(labels, ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app']) ?? workload;
}

/** Istio's canonical revision, null where telemetry says `latest` for want of a label. */
export function canonicalRevision(labels: Labels): string | null {
  return firstOf(labels, ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version']);
}
