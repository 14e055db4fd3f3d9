import type { GraphEdge } from '#lib/graph/model.ts';

const bad = new Set(['failing', 'degraded']);

/** Whether an edge fails more than is tolerated, or has failed where there is too little traffic to tell. */
export const isBad = ({ health }: GraphEdge): boolean =>
  bad.has(health.status) || (health.belowFloor && (health.failed ?? 0) > 0);
