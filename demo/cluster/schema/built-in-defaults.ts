import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import type { ResourceType } from './types.ts';

/** Defaults of built-in types that depend on other fields; the fixed ones are in their schemas. */
export function builtInDefaults(type: ResourceType, object: JsonObject): JsonObject {
  switch (`${type.group}/${type.kind}`) {
    case '/Service':
      return withSpec(object, serviceSpec);
    case '/Pod':
      return withSpec(object, podSpec);
    case 'apps/Deployment':
      return withSpec(object, (spec) => withTemplate({ ...spec, strategy: strategyOf(spec) }));
    case 'apps/ReplicaSet':
    case 'apps/StatefulSet':
    case 'apps/DaemonSet':
      return withSpec(object, withTemplate);
    case 'networking.k8s.io/NetworkPolicy':
      return withSpec(object, (spec) => ({ ...spec, policyTypes: spec.policyTypes ?? policyTypesOf(spec) }));
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return withSpec(object, (spec) => ({ ...spec, names: namesOf(objectAt(spec, 'names')) }));
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return object.subjects === undefined
        ? object
        : { ...object, subjects: listAt(object, 'subjects').map(subject) };
    default:
      return object;
  }
}

function withSpec(object: JsonObject, change: (spec: JsonObject) => JsonObject): JsonObject {
  return isObject(object.spec) ? { ...object, spec: change(object.spec) } : object;
}

function serviceSpec(spec: JsonObject): JsonObject {
  const ports = listAt(spec, 'ports').map((port) =>
    isObject(port) && port.targetPort === undefined ? { ...port, targetPort: port.port } : port,
  );
  const outside = ['NodePort', 'LoadBalancer'].includes(textAt(spec, 'type'));
  return {
    ...spec,
    ...(spec.ports === undefined ? {} : { ports }),
    ...(textAt(spec, 'type') === 'ExternalName'
      ? {}
      : { internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster' }),
    ...(outside ? { externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster' } : {}),
    ...(textAt(spec, 'type') === 'LoadBalancer'
      ? { allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true }
      : {}),
  };
}

function strategyOf(spec: JsonObject): JsonObject {
  const given = objectAt(spec, 'strategy');
  const type = textAt(given, 'type') || 'RollingUpdate';
  if (type !== 'RollingUpdate') return { ...given, type };
  const rollingUpdate = { maxSurge: '25%', maxUnavailable: '25%', ...objectAt(given, 'rollingUpdate') };
  return { ...given, type, rollingUpdate };
}

function withTemplate(spec: JsonObject): JsonObject {
  const template = objectAt(spec, 'template');
  return isObject(template.spec)
    ? { ...spec, template: { ...template, spec: podSpec(template.spec) } }
    : spec;
}

function podSpec(spec: JsonObject): JsonObject {
  const volumes = listAt(spec, 'volumes').map((volume) =>
    isObject(volume) && Object.keys(volume).length === 1 ? { ...volume, emptyDir: {} } : volume,
  );
  return {
    ...spec,
    ...(spec.serviceAccountName === undefined ? {} : { serviceAccount: spec.serviceAccountName }),
    ...containers(spec, 'containers'),
    ...containers(spec, 'initContainers'),
    ...(spec.volumes === undefined ? {} : { volumes }),
  };
}

/** Images without a tag, or with `latest`, are pulled always. */
function containers(spec: JsonObject, key: string): JsonObject {
  if (spec[key] === undefined) return {};
  const list = listAt(spec, key).map((container) => {
    if (!isObject(container) || container.imagePullPolicy !== undefined) return container;
    const image = textAt(container, 'image');
    const floating = !image.includes('@') && /^([^:]*(:\d+\/[^:]*)?|.*:latest)$/.test(image);
    return { ...container, imagePullPolicy: floating ? 'Always' : 'IfNotPresent' };
  });
  return { [key]: list };
}

function policyTypesOf(spec: JsonObject): Json {
  return spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}

function namesOf(names: JsonObject): JsonObject {
  const kind = textAt(names, 'kind');
  return { singular: kind.toLowerCase(), listKind: `${kind}List`, ...names };
}

function subject(item: Json): Json {
  if (!isObject(item) || item.apiGroup !== undefined || item.kind === 'ServiceAccount') return item;
  return { ...item, apiGroup: 'rbac.authorization.k8s.io' };
}
