/** Layers, and columns of the list, that are asked of the server beside the graph: what the configuration declares for each edge. */
export const declaredLayers = ['breaking', 'faults', 'timeouts', 'mirroring', 'locality'] as const;
