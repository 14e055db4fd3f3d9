import type { JsonObject } from '#lib/core/json.ts';

const rbac = 'rbac.authorization.k8s.io';
const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

interface Rule {
  apiGroups?: string[];
  resources?: string[];
  verbs: string[];
  nonResourceURLs?: string[];
}

/** Groups whose objects a person in charge of a namespace edits. */
const workloadGroups = [
  'apps',
  'autoscaling',
  'networking.k8s.io',
  'discovery.k8s.io',
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
  'gateway.networking.k8s.io',
  'gateway.networking.x-k8s.io',
  'argoproj.io',
  'flagger.app',
];

const coreResources = [
  'configmaps',
  'endpoints',
  'events',
  'persistentvolumeclaims',
  'pods',
  'pods/log',
  'pods/portforward',
  'pods/status',
  'serviceaccounts',
  'services',
];

const viewRules: Rule[] = [
  { apiGroups: [''], resources: coreResources, verbs: read },
  { apiGroups: workloadGroups, resources: ['*'], verbs: read },
];

const editRules: Rule[] = [
  { apiGroups: [''], resources: [...coreResources, 'secrets'], verbs: write },
  { apiGroups: workloadGroups, resources: ['*'], verbs: write },
];

const discoveryPaths = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

const healthPaths = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

const selfReviews: Rule[] = [
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    verbs: ['create'],
  },
  { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
];

const clusterRole = (name: string, rules: Rule[]): JsonObject => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRole',
  metadata: { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
  rules: rules.map((rule) => ({ ...rule })),
});

const clusterBinding = (name: string, role: string, subjects: JsonObject[]): JsonObject => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
  subjects,
});

const binding = (namespace: string, name: string, kind: string, role: string, user: string): JsonObject => ({
  apiVersion: `${rbac}/v1`,
  kind: 'RoleBinding',
  metadata: { name, namespace },
  roleRef: { apiGroup: rbac, kind, name: role },
  subjects: [subject('User', user)],
});

const subject = (kind: string, name: string): JsonObject => ({ apiGroup: rbac, kind, name });
const everyone = subject('Group', 'system:authenticated');

/** Cluster-wide roles and bindings that exist from the start: Kubernetes's own, and those of the demo's users. */
export function bootstrapRoles(): JsonObject[] {
  const all: Rule = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  return [
    clusterRole('cluster-admin', [all, { nonResourceURLs: ['*'], verbs: ['*'] }]),
    clusterRole('admin', [
      ...editRules,
      { apiGroups: [rbac], resources: ['roles', 'rolebindings'], verbs: write },
    ]),
    clusterRole('edit', editRules),
    clusterRole('view', viewRules),
    clusterRole('read-all', [
      { apiGroups: ['*'], resources: ['*'], verbs: read },
      { nonResourceURLs: ['*'], verbs: ['get'] },
    ]),
    clusterRole('system:discovery', [{ nonResourceURLs: discoveryPaths, verbs: ['get'] }]),
    clusterRole('system:public-info-viewer', [{ nonResourceURLs: healthPaths, verbs: ['get'] }]),
    clusterRole('system:basic-user', selfReviews),
    clusterRole('system:auth-delegator', [
      { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
      { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
    ]),
    clusterBinding('cluster-admin', 'cluster-admin', [subject('Group', 'system:masters')]),
    clusterBinding('system:discovery', 'system:discovery', [everyone]),
    clusterBinding('system:basic-user', 'system:basic-user', [everyone]),
    clusterBinding('system:public-info-viewer', 'system:public-info-viewer', [
      everyone,
      subject('Group', 'system:unauthenticated'),
    ]),
    clusterBinding('read-all', 'read-all', [subject('User', 'viewer'), subject('User', 'shop-dev')]),
  ];
}

/** Roles and bindings that a namespace gets when it is created: the demo's users of the namespace `shop`. */
export function namespaceGrants(namespace: string): JsonObject[] {
  if (namespace !== 'shop') return [];
  const reader: JsonObject = {
    apiVersion: `${rbac}/v1`,
    kind: 'Role',
    metadata: { name: 'shop-reader', namespace },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: read }],
  };
  return [
    reader,
    binding(namespace, 'shop-dev', 'ClusterRole', 'edit', 'shop-dev'),
    binding(namespace, 'shop-only', 'Role', 'shop-reader', 'shop-only'),
  ];
}
