import type { Pod } from './workload-types.ts';

/** The controller a pod belongs to, named as Istio's telemetry names it in `source_workload` and `destination_workload`. */
export interface WorkloadName {
  readonly kind: string;
  readonly name: string;
}

const cronJob = /^(.+)-\d{8,10}$/;

/**
 * The name the injector gives a pod's workload, worked out from the pod alone: the controlling ReplicaSet's name without
 * its hash is the Deployment, a Job's without its time the CronJob (GetDeployMetaFromPod, istio/istio pkg/kube/util.go).
 * The label `service.istio.io/workload-name` overrides the name.
 */
export function workloadName(pod: Pod): WorkloadName {
  const owner = controllingOwner(pod);
  const override = pod.metadata.labels?.['service.istio.io/workload-name'];
  return override ? { ...owner, name: override } : owner;
}

function controllingOwner(pod: Pod): WorkloadName {
  const controller = pod.metadata.ownerReferences?.find((owner) => owner.controller === true);
  if (controller === undefined) return { kind: 'Pod', name: pod.metadata.name };
  const { kind, name } = controller;
  if (kind === 'ReplicaSet') return fromReplicaSet(name, pod.metadata.labels ?? {});
  if (kind === 'Job') {
    const scheduled = cronJob.exec(name)?.[1];
    if (scheduled !== undefined) return { kind: 'CronJob', name: scheduled };
  }
  return { kind, name };
}

function fromReplicaSet(name: string, labels: Readonly<Record<string, string>>): WorkloadName {
  const hashes = [
    ['Rollout', labels['rollouts-pod-template-hash']],
    ['Deployment', labels['pod-template-hash']],
  ] as const;
  for (const [kind, hash] of hashes) {
    if (hash && name.endsWith(`-${hash}`)) return { kind, name: name.slice(0, -hash.length - 1) };
  }
  return { kind: 'ReplicaSet', name };
}
