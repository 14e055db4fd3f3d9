type Labels = Readonly<Record<string, string>> | undefined;

/** How a namespace says that its pods take part in the mesh. */
export type NamespaceMode = 'sidecar' | 'ambient' | 'opted-out' | 'unset';

/**
 * What the labels of a namespace ask for. A label for sidecars goes before the one for ambient (NamespaceInAmbientMode,
 * istio/istio pkg/config/analysis/analyzers/util 86c9f01f).
 */
export function namespaceMode(labels: Labels): NamespaceMode {
  const injection = labels?.['istio-injection'];
  if (injection === 'enabled' || labels?.['istio.io/rev']) return 'sidecar';
  if (labels?.['istio.io/dataplane-mode'] === 'ambient') return 'ambient';
  return injection ? 'opted-out' : 'unset';
}

/** What `sidecar.istio.io/inject` of a pod says, its label before its annotation; null where neither is there. */
export function injectionOf(meta: {
  readonly labels?: Labels;
  readonly annotations?: Labels;
}): boolean | null {
  const value = meta.labels?.['sidecar.istio.io/inject'] ?? meta.annotations?.['sidecar.istio.io/inject'];
  return value === undefined ? null : value.toLowerCase() === 'true';
}
