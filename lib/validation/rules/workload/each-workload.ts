import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadKinds, workloads } from '#lib/mesh/workloads.ts';
import { findingOf, type Remark, type Rule } from '../../rule.ts';

interface WorkloadRule extends Pick<Rule, 'name' | 'codes' | 'reads' | 'mayRead' | 'optIn'> {
  /** What is wrong with a workload; paths are those of its pods, `metadata.labels` and so on. */
  remarks(workload: Workload, cluster: ClusterSnapshot): Iterable<Remark>;
}

/** A rule that judges every workload; it is reported at the controller, in the template that its pods are made of. */
export function workloadRule({ reads, remarks, ...traits }: WorkloadRule): Rule {
  return {
    ...traits,
    reads: [...workloadKinds, ...reads],
    *check(cluster) {
      for (const workload of workloads(cluster).values()) {
        const { object } = workload;
        if (object === null) continue;
        for (const remark of remarks(workload, cluster)) {
          yield findingOf({ ...remark, path: pathIn(object, remark.path) }, object);
        }
      }
    },
  };
}

const pathIn = ({ kind }: ObjectRef, path: string): string =>
  kind === 'Pod' ? path : `spec.template.${path}`;
