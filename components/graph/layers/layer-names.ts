import type { Layer } from '#lib/url/layer-codec.ts';

/** What a layer is called. */
export const layerNames: Readonly<Record<Layer, string>> = {
  mtls: 'Mutual TLS',
  weights: 'Declared and observed weight',
  findings: 'Findings on the configuration',
  breaking: 'Circuit breaking',
  faults: 'Faults',
  timeouts: 'Timeouts and retries',
  mirroring: 'Mirroring',
  locality: 'Locality',
};
