import type { Finding } from '#lib/core/finding.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** A step of a plan, with its object as it is and as it would be. */
export interface PlannedStep {
  readonly ref: ObjectRef;
  readonly do: 'patch' | 'create' | 'delete';
  /** Null before it is created. */
  readonly before: KubeObject | null;
  /** Null once it is deleted. */
  readonly after: KubeObject | null;
}

/** What a plan is judged by. */
export interface PlanInput {
  readonly before: ClusterSnapshot;
  /** The cluster with all steps done. */
  readonly after: ClusterSnapshot;
  /** In the order in which they would be applied. */
  readonly steps: readonly PlannedStep[];
  /** What the viewer may see of the traffic; null where it is not known. */
  readonly traffic: TrafficGraph | null;
  /** Findings that the plan brings. */
  readonly appeared: readonly Finding[];
  readonly now: EpochSeconds;
}
