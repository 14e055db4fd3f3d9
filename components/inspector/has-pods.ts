import type { GraphNode } from '#lib/graph/model.ts';

/** Whether a node can stand for pods. */
export const hasPods = ({ kind }: GraphNode): boolean =>
  kind === 'workload' || kind === 'app' || kind === 'service';
