import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { ageColumn, type Column, nameColumn, pathText, textColumn } from './column.ts';

const createdAt: Column = {
  name: 'Created At',
  type: 'date',
  cell: (object) => textAt(object.metadata, 'creationTimestamp'),
};

const role: Column = {
  name: 'Role',
  type: 'string',
  cell: (object) => `${pathText(object, '.roleRef.kind')}/${pathText(object, '.roleRef.name')}`,
};

const subjects = (name: string, kind: string): Column => ({
  name,
  type: 'string',
  priority: 1,
  cell: (object) =>
    listAt(object, 'subjects')
      .filter((subject) => textAt(subject, 'kind') === kind)
      .map((subject) => {
        const namespace = textAt(subject, 'namespace');
        return namespace === '' ? textAt(subject, 'name') : `${namespace}/${textAt(subject, 'name')}`;
      })
      .join(', '),
});

const bindingColumns = [
  nameColumn,
  role,
  ageColumn,
  subjects('Users', 'User'),
  subjects('Groups', 'Group'),
  subjects('ServiceAccounts', 'ServiceAccount'),
];

const webhooks: Column = {
  name: 'Webhooks',
  type: 'integer',
  cell: (object) => listAt(object, 'webhooks').length,
};

/** Columns of nodes, access rules, definitions and policies, by `<group>/<plural>`. */
export const clusterColumns: Readonly<Record<string, readonly Column[]>> = {
  '/nodes': [
    nameColumn,
    { name: 'Status', type: 'string', cell: nodeStatus },
    { name: 'Roles', type: 'string', cell: nodeRoles },
    ageColumn,
    textColumn('Version', '.status.nodeInfo.kubeletVersion'),
    textColumn('Internal-IP', '.status.addresses[?(@.type=="InternalIP")].address', 1),
    textColumn('OS-Image', '.status.nodeInfo.osImage', 1),
    textColumn('Kernel-Version', '.status.nodeInfo.kernelVersion', 1),
    textColumn('Container-Runtime', '.status.nodeInfo.containerRuntimeVersion', 1),
  ],
  'rbac.authorization.k8s.io/roles': [nameColumn, createdAt],
  'rbac.authorization.k8s.io/clusterroles': [nameColumn, createdAt],
  'rbac.authorization.k8s.io/rolebindings': bindingColumns,
  'rbac.authorization.k8s.io/clusterrolebindings': bindingColumns,
  'apiextensions.k8s.io/customresourcedefinitions': [nameColumn, createdAt],
  'admissionregistration.k8s.io/validatingwebhookconfigurations': [nameColumn, webhooks, ageColumn],
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': [nameColumn, webhooks, ageColumn],
  'coordination.k8s.io/leases': [nameColumn, textColumn('Holder', '.spec.holderIdentity'), ageColumn],
  'networking.k8s.io/networkpolicies': [
    nameColumn,
    {
      name: 'Pod-Selector',
      type: 'string',
      cell: (object) =>
        Object.entries(objectAt(objectAt(object.spec, 'podSelector'), 'matchLabels'))
          .map(([key, value]) => `${key}=${String(value)}`)
          .join(',') || '<none>',
    },
    ageColumn,
  ],
};

function nodeStatus(node: JsonObject): string {
  const ready = pathText(node, '.status.conditions[?(@.type=="Ready")].status');
  const base = ready === 'True' ? 'Ready' : ready === '' ? 'Unknown' : 'NotReady';
  return objectAt(node, 'spec').unschedulable === true ? `${base},SchedulingDisabled` : base;
}

function nodeRoles(node: JsonObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(objectAt(node.metadata, 'labels')).filter((key) => key.startsWith(prefix));
  return roles.map((key) => key.slice(prefix.length)).join(',') || '<none>';
}
