import type { ConfigView } from '#demo/traffic/config/view.ts';
import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { World } from '#demo/traffic/config/world.ts';
import type { PodMetrics } from '#demo/traffic/emit/pod-metrics.ts';
import type { OutlierState } from '#demo/traffic/flow/outlier.ts';
import type { WorkloadRuntime } from '#demo/traffic/flow/runtime.ts';

/** Whose proxy is asked, and what it has been told: the view that istiod pushed, which is old while no istiod serves. */
export interface ProxySubject {
  readonly pod: PodNode;
  readonly workload: WorkloadRuntime;
  readonly world: World;
  readonly view: ConfigView;
  readonly metrics: PodMetrics;
  readonly outliers: OutlierState;
  readonly startMs: number;
  readonly nowMs: number;
}
