import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import {
  ageColumn,
  type Column,
  nameColumn,
  numberColumn,
  pathNumber,
  pathText,
  textColumn,
} from './column.ts';

const ready = (have: string, want: string): Column => ({
  name: 'Ready',
  type: 'string',
  cell: (object) => `${pathNumber(object, have)}/${pathNumber(object, want)}`,
});

const templateColumns: readonly Column[] = [
  {
    name: 'Containers',
    type: 'string',
    priority: 1,
    cell: (object) =>
      containersOf(object)
        .map((c) => textAt(c, 'name'))
        .join(','),
  },
  {
    name: 'Images',
    type: 'string',
    priority: 1,
    cell: (object) =>
      containersOf(object)
        .map((c) => textAt(c, 'image'))
        .join(','),
  },
  {
    name: 'Selector',
    type: 'string',
    priority: 1,
    cell: (object) =>
      Object.entries(objectAt(objectAt(object.spec, 'selector'), 'matchLabels'))
        .map(([key, value]) => `${key}=${String(value)}`)
        .join(',') || '<none>',
  },
];

const containersOf = (object: JsonObject) =>
  listAt(objectAt(objectAt(object.spec, 'template'), 'spec'), 'containers');

/** Columns of the workload types, by `<group>/<plural>`. */
export const workloadColumns: Readonly<Record<string, readonly Column[]>> = {
  'apps/deployments': [
    nameColumn,
    ready('.status.readyReplicas', '.spec.replicas'),
    numberColumn('Up-to-date', '.status.updatedReplicas'),
    numberColumn('Available', '.status.availableReplicas'),
    ageColumn,
    ...templateColumns,
  ],
  'apps/replicasets': [
    nameColumn,
    numberColumn('Desired', '.spec.replicas'),
    numberColumn('Current', '.status.replicas'),
    numberColumn('Ready', '.status.readyReplicas'),
    ageColumn,
    ...templateColumns,
  ],
  'apps/statefulsets': [
    nameColumn,
    ready('.status.readyReplicas', '.spec.replicas'),
    ageColumn,
    ...templateColumns.slice(0, 2),
  ],
  'apps/daemonsets': [
    nameColumn,
    numberColumn('Desired', '.status.desiredNumberScheduled'),
    numberColumn('Current', '.status.currentNumberScheduled'),
    numberColumn('Ready', '.status.numberReady'),
    numberColumn('Up-to-date', '.status.updatedNumberScheduled'),
    numberColumn('Available', '.status.numberAvailable'),
    {
      name: 'Node Selector',
      type: 'string',
      cell: (object) =>
        selectorText(objectAt(objectAt(objectAt(object.spec, 'template'), 'spec'), 'nodeSelector')),
    },
    ageColumn,
    ...templateColumns,
  ],
  '/pods': [
    nameColumn,
    { name: 'Ready', type: 'string', cell: readyContainers },
    { name: 'Status', type: 'string', cell: podStatus },
    { name: 'Restarts', type: 'string', cell: restarts },
    ageColumn,
    textColumn('IP', '.status.podIP', 1),
    textColumn('Node', '.spec.nodeName', 1),
    textColumn('Nominated Node', '.status.nominatedNodeName', 1),
    { name: 'Readiness Gates', type: 'string', priority: 1, cell: () => '<none>' },
  ],
  'autoscaling/horizontalpodautoscalers': [
    nameColumn,
    {
      name: 'Reference',
      type: 'string',
      cell: (object) =>
        `${pathText(object, '.spec.scaleTargetRef.kind')}/${pathText(object, '.spec.scaleTargetRef.name')}`,
    },
    { name: 'Targets', type: 'string', cell: targets },
    numberColumn('MinPods', '.spec.minReplicas'),
    numberColumn('MaxPods', '.spec.maxReplicas'),
    numberColumn('Replicas', '.status.currentReplicas'),
    ageColumn,
  ],
};

const selectorText = (selector: JsonObject): string =>
  Object.entries(selector)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',') || '<none>';

function readyContainers(pod: JsonObject): string {
  const all = listAt(pod.spec, 'containers').length + sidecars(pod).length;
  const names = new Set(sidecars(pod));
  const statuses = [
    ...listAt(pod.status, 'containerStatuses'),
    ...listAt(pod.status, 'initContainerStatuses').filter((s) => names.has(textAt(s, 'name'))),
  ];
  const count = statuses.filter(
    (status) => typeof status === 'object' && pathText(status, '.ready') === 'true',
  );
  return `${count.length}/${all}`;
}

/** Init containers that keep running (restartPolicy Always) count as containers, as kubectl's READY does. */
const sidecars = (pod: JsonObject): string[] =>
  listAt(pod.spec, 'initContainers')
    .filter((container) => textAt(container, 'restartPolicy') === 'Always')
    .map((container) => textAt(container, 'name'));

function podStatus(pod: JsonObject): string {
  if (textAt(pod.metadata, 'deletionTimestamp') !== '') return 'Terminating';
  for (const status of listAt(pod.status, 'containerStatuses')) {
    const state = objectAt(status, 'state');
    const reason =
      textAt(objectAt(state, 'waiting'), 'reason') || textAt(objectAt(state, 'terminated'), 'reason');
    if (reason !== '') return reason;
  }
  return textAt(pod.status, 'reason') || textAt(pod.status, 'phase') || 'Unknown';
}

function restarts(pod: JsonObject): string {
  return String(
    listAt(pod.status, 'containerStatuses').reduce<number>(
      (sum, status) => sum + pathNumber(status, '.restartCount'),
      0,
    ),
  );
}

function targets(autoscaler: JsonObject): string {
  const current = listAt(autoscaler.status, 'currentMetrics');
  const texts = listAt(autoscaler.spec, 'metrics').map((metric, i) => {
    const now = current[i];
    const have =
      now === undefined ? '<unknown>' : pathText(now, '.resource.current.averageUtilization') || '<unknown>';
    const want = pathText(metric, '.resource.target.averageUtilization');
    const name = pathText(metric, '.resource.name') || pathText(metric, '.type');
    return `${name}: ${have === '<unknown>' ? have : `${have}%`}/${want}%`;
  });
  return texts.join(', ') || '<none>';
}
