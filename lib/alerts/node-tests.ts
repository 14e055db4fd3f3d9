import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { AlertLabels } from './alert-labels.ts';

/** The workload that a pod belongs to, null where nobody knows. */
export type WorkloadOfPod = (namespace: string, pod: string) => string | null;

/** Labels of kube-state-metrics and of the Prometheus Operator that name what a node of the graph stands for. */
const ofWorkload = [
  'deployment',
  'statefulset',
  'daemonset',
  'workload',
  'exported_deployment',
  'label_app',
] as const;

/** Whether a label says something of a node; names mean nothing without their namespace. */
export function isNodeLabel(name: string, labels: AlertLabels): boolean {
  const told = (labels[name] ?? '') !== '' && (labels.namespace ?? '') !== '';
  return told && (name === 'namespace' || name === 'pod' || name === 'service' || isWorkload(name));
}

const isWorkload = (name: string): boolean => ofWorkload.some((known) => known === name);

/** The name of a pod is that of its workload with what makes it unique. */
const withoutHash = (pod: string): string =>
  pod.replace(/-([a-z0-9]{5,10}-[a-z0-9]{5}|[a-z0-9]{5}|\d+)$/, '');

/** Tells the nodes that labels of Kubernetes name, and the edges that go to a service of that name. */
export function nodeTest(labels: AlertLabels, workloadOf: WorkloadOfPod) {
  const { namespace = '', pod = '', service = '' } = labels;
  const own = ofWorkload.flatMap((name) => labels[name] || []);
  const ofPod = pod === '' ? [] : [workloadOf(namespace, pod) ?? withoutHash(pod)];
  // The service of a scrape is often that of the exporter: what is named more closely comes first.
  const names = own.length > 0 ? own : ofPod;
  const addressed = names.length > 0 ? '' : service;
  return {
    isNamed: (node: GraphNode): boolean => {
      if (node.namespace !== namespace) return false;
      if (names.length > 0) return names.includes(node.name);
      return addressed === '' || node.name === addressed;
    },
    isAddressed: ({ service: to }: GraphEdge): boolean =>
      addressed !== '' && to?.namespace === namespace && to.name === addressed,
  };
}
