import type { Seconds } from '#lib/core/units.ts';
import type { Symptom } from '#lib/diagnosis/symptom.ts';
import type { EdgeTolerances } from '#lib/graph/decorate/health.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';

/** The edge that an alert is for, and what decides of it. */
export interface AlertSubject {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
  /** Whether telemetry of several clusters is in one place. */
  readonly clusters: boolean;
  readonly tolerances: EdgeTolerances;
  /** What is wrong now, null where nothing shows. */
  readonly symptom: Symptom | null;
  readonly scrapeInterval: Seconds;
}
