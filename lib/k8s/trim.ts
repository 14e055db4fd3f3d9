import { type KindName, kinds } from './kinds.ts';
import type { KubeObject, ManagedFieldsEntry, ObjectMeta } from './object.ts';
import type {
  Condition,
  Container,
  ContainerStatus,
  NodeSpec,
  NodeStatus,
  PodSpec,
  PodStatus,
  PodTemplate,
  SecurityContext,
} from './workload-types.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
/** Groups whose objects people write fields into that the server prunes: the copy shows them. */
const meshGroups = /(^|\.)istio\.io$|^gateway\.networking\./;

/** Parts of an object by name, as JSON has them. */
type Parts = Readonly<Record<string, unknown>>;

/**
 * What Weft keeps of an object: everything of Istio's and the Gateway API's kinds (fields that the server pruned live on
 * in `last-applied-configuration`), the parts that are read of kinds that come by the thousand. Managed fields keep who
 * and when. Pure: the object given is not changed.
 */
export function trim(kind: KindName, object: KubeObject): KubeObject {
  const metadata = trimMeta(object.metadata, meshGroups.test(kinds[kind].group));
  switch (kind) {
    case 'Pod':
      return { ...object, metadata: podMeta(metadata), ...podParts(object) };
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Rollout':
      return { ...object, metadata, spec: controllerSpec(object.spec) };
    case 'Node':
      return { ...identity(object), metadata, ...nodeParts(object) };
    case 'ServiceAccount':
      return { ...identity(object), metadata };
    case 'CustomResourceDefinition':
      return { ...identity(object), metadata, spec: crdSpec(object.spec) };
    case 'Event':
      return { ...object, metadata: pickMeta(metadata) };
    default:
      return { ...object, metadata };
  }
}

const identity = (object: KubeObject) => ({ apiVersion: object.apiVersion, kind: object.kind });

/** Metadata without the weight: `fieldsV1` goes, and kubectl's last-applied copy of kinds whose fields nobody prunes. */
export function trimMeta(meta: ObjectMeta, keepsLastApplied: boolean): ObjectMeta {
  const { managedFields, annotations, ...rest } = meta;
  const kept = keepsLastApplied ? annotations : without(annotations, lastApplied);
  return {
    ...rest,
    ...(kept === undefined ? {} : { annotations: kept }),
    ...(managedFields === undefined ? {} : { managedFields: managedFields.map(trimEntry) }),
  };
}

function trimEntry({ manager, operation, subresource, time }: ManagedFieldsEntry): ManagedFieldsEntry {
  return { manager, operation, time, ...(subresource === undefined ? {} : { subresource }) };
}

function without(
  annotations: Readonly<Record<string, string>> | undefined,
  key: string,
): Readonly<Record<string, string>> | undefined {
  if (annotations === undefined || !(key in annotations)) return annotations;
  const { [key]: _, ...rest } = annotations;
  return rest;
}

/** Pods come by the thousand and change often: of their annotations only those that say something of the mesh stay. */
function podMeta(meta: ObjectMeta): ObjectMeta {
  const { managedFields: _, annotations = {}, ...rest } = meta;
  const kept = Object.entries(annotations).filter(
    ([key]) =>
      key.includes('istio.io/') || key.startsWith('prometheus.io/') || key === 'kiali.io/ignore-validations',
  );
  // `sidecar.istio.io/status` lists every volume of the injected proxy; that it is there says all.
  const short = kept.map(([key, value]) => [
    key,
    key === 'sidecar.istio.io/status' ? revisionOf(value) : value,
  ]);
  return { ...rest, annotations: Object.fromEntries(short) };
}

/** Of a node whether it takes pods and is ready. Its heartbeat moves by the minute, nothing reads it. */
function nodeParts({ spec, status }: KubeObject): { spec: NodeSpec; status: NodeStatus } {
  const { unschedulable } = (spec ?? {}) as NodeSpec;
  const { conditions } = (status ?? {}) as NodeStatus;
  const ready = conditions?.filter(({ type }) => type === 'Ready').map(withoutHeartbeat);
  return { spec: { unschedulable }, status: { conditions: ready } };
}

const withoutHeartbeat = ({ type, status, reason, message, lastTransitionTime }: Condition): Condition => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime,
});

const revisionOf = (status: string): string => /"revision":"([^"]*)"/.exec(status)?.[1] ?? '';

function pickMeta(meta: ObjectMeta): ObjectMeta {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = meta;
  return { name, namespace, uid, resourceVersion, creationTimestamp };
}

function podParts(object: KubeObject): { spec: PodSpec; status: PodStatus } {
  // The API server admitted the object as a Pod.
  const spec = (object.spec ?? {}) as PodSpec;
  const status = (object.status ?? {}) as PodStatus;
  return { spec: podSpec(spec), status: podStatus(status) };
}

function podSpec(spec: PodSpec): PodSpec {
  const { serviceAccountName, nodeName, hostNetwork, securityContext, containers, initContainers } = spec;
  return {
    serviceAccountName,
    nodeName,
    hostNetwork,
    ...runAs(securityContext),
    containers: containers?.map(container),
    initContainers: initContainers?.map(container),
  };
}

function container({ name, image, args, ports, restartPolicy, securityContext, env }: Container): Container {
  return {
    name,
    image,
    ports,
    restartPolicy,
    ...runAs(securityContext),
    ...(name === 'istio-proxy' ? { args } : {}),
    ...(name === 'discovery' ? { env: env?.filter((setting) => istiodSettings.has(setting.name)) } : {}),
  };
}

/** Settings of istiod that say how it reads the mesh; the others, and those of other containers, are nobody's business here. */
const istiodSettings = new Set(['BLOCKED_CIDRS_IN_JWKS_URIS', 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE']);

const runAs = (context: SecurityContext | undefined): { readonly securityContext?: SecurityContext } =>
  context?.runAsUser === undefined ? {} : { securityContext: { runAsUser: context.runAsUser } };

function podStatus(status: PodStatus): PodStatus {
  const { phase, reason, podIP, podIPs, startTime, conditions, containerStatuses, initContainerStatuses } =
    status;
  return {
    phase,
    reason,
    podIP,
    podIPs,
    startTime,
    conditions,
    containerStatuses: containerStatuses?.map(containerStatus),
    initContainerStatuses: initContainerStatuses?.map(containerStatus),
  };
}

function containerStatus({ name, ready, restartCount, state, lastState }: ContainerStatus): ContainerStatus {
  return { name, ready, restartCount, state, lastState };
}

function controllerSpec(spec: unknown): unknown {
  const { template, ...rest } = (spec ?? {}) as Parts & { readonly template?: PodTemplate };
  if (template === undefined) return rest;
  const metadata =
    template.metadata === undefined ? undefined : trimMeta({ name: '', ...template.metadata }, false);
  return { ...rest, template: { metadata, spec: podSpec(template.spec ?? {}) } };
}

/** Of a CRD the names and served versions; its schemas are fetched when an editor needs them. */
function crdSpec(spec: unknown): unknown {
  const { group, names, scope, versions } = (spec ?? {}) as Parts & { readonly versions?: readonly Parts[] };
  return {
    group,
    names,
    scope,
    versions: versions?.map((version) => pick(version, ['name', 'served', 'storage'])),
  };
}

function pick(parts: Parts, names: readonly string[]): Parts {
  return Object.fromEntries(names.filter((name) => name in parts).map((name) => [name, parts[name]]));
}
