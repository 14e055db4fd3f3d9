/** An expression that is offered ready made. */
export interface Preset {
  readonly expression: string;
  readonly says: string;
}

export const findPresets: readonly Preset[] = [
  { expression: 'failing', says: 'Nodes and edges that fail' },
  { expression: 'not healthy', says: 'Nodes that are degraded or failing' },
  { expression: 'rt > 1000', says: 'Edges slower than a second' },
  { expression: '%error > 5', says: 'Edges with more than 5 % errors' },
  { expression: 'mtls = none or mtls = partial', says: 'Edges with plain text' },
  { expression: 'deviates', says: 'Splits that do not follow their weights' },
  { expression: 'finding', says: 'Nodes and edges with a configuration error or warning' },
  { expression: 'node = unknown', says: 'Callers and destinations that telemetry does not name' },
  { expression: 'rank <= 2', says: 'The most called nodes' },
];

export const hidePresets: readonly Preset[] = [
  { expression: 'healthy', says: 'Healthy nodes' },
  { expression: 'not traffic', says: 'Edges without traffic' },
  { expression: 'idle', says: 'Nodes without traffic' },
  { expression: 'node = unknown', says: 'Callers and destinations that telemetry does not name' },
  { expression: 'rank > 2', says: 'All but the most called nodes' },
];
