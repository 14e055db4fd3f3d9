import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import { badRequest } from '../errors/errors.ts';
import type { ResourceType } from '../schema/types.ts';

/** One condition on a field: its value as text, equal or not. */
export interface FieldRequirement {
  path: string;
  value: string;
  equal: boolean;
}

const common = ['metadata.name', 'metadata.namespace'];

/** Fields that can be selected on, beside name and namespace, by `<group>/<plural>`, as the real API server has them. */
const selectable: Record<string, readonly string[]> = {
  '/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  '/events': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  '/namespaces': ['status.phase'],
  '/nodes': ['spec.unschedulable'],
  '/secrets': ['type'],
  '/services': ['spec.clusterIP', 'spec.type'],
  'apps/replicasets': ['status.replicas'],
};

/**
 * Parses the `fieldSelector` parameter of a list of one type.
 * @throws StatusError 400 when a requirement cannot be read or names a field that cannot be selected on
 */
export function parseFieldSelector(text: string, type: ResourceType): FieldRequirement[] {
  const parts = text.split(',').filter((part) => part !== '');
  return parts.map((part) => {
    const match = /^([^=!]+)(!=|==|=)(.*)$/.exec(part);
    if (match === null) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
    const path = match[1] ?? '';
    const known = [...common, ...(selectable[`${type.group}/${type.plural}`] ?? [])];
    if (!known.includes(path)) throw badRequest(`field label not supported: ${path}`);
    return { path, value: match[3] ?? '', equal: match[2] !== '!=' };
  });
}

/** Whether an object meets every requirement; an absent field counts as empty text, as in the real API server. */
export function matchesFields(object: JsonObject, requirements: readonly FieldRequirement[]): boolean {
  return requirements.every(({ path, value, equal }) => (fieldText(object, path) === value) === equal);
}

function fieldText(object: JsonObject, path: string): string {
  if (path === 'source') return fieldText(object, 'source.component');
  let value: Json | undefined = object;
  for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined;
  if (value === undefined || value === null) return path === 'spec.unschedulable' ? 'false' : '';
  return String(value);
}
