import { type Json, type JsonObject, listAt, numberAt, objectAt, sameJson, textAt } from '#lib/core/json.ts';
import type { StatusCause } from '../errors/status-error.ts';
import type { ResourceType } from '../schema/types.ts';

/**
 * Rules of built-in types that no schema states: what may not change, what has to agree. `live` is null on create.
 * Mirrors the validation of the API server for the fields that a mesh is made of.
 */
export function builtInProblems(
  type: ResourceType,
  live: JsonObject | null,
  next: JsonObject,
): StatusCause[] {
  if (type.custom) return [];
  const causes = [...replicaProblems(next)];
  switch (`${type.group}/${type.plural}`) {
    case '/configmaps':
      causes.push(...keyProblems(next, 'data'), ...keyProblems(next, 'binaryData'));
      break;
    case '/secrets':
      causes.push(...keyProblems(next, 'data'));
      break;
    case '/services':
      causes.push(...serviceProblems(live, next));
      break;
    case 'apps/deployments':
    case 'apps/replicasets':
    case 'apps/statefulsets':
    case 'apps/daemonsets':
      causes.push(...selectorProblems(live, next));
      break;
    case 'rbac.authorization.k8s.io/rolebindings':
    case 'rbac.authorization.k8s.io/clusterrolebindings':
      if (live !== null && !sameJson(live.roleRef, next.roleRef)) {
        causes.push(wrong('roleRef', next.roleRef, 'cannot change roleRef'));
      }
      break;
  }
  return causes;
}

const wrong = (field: string, value: Json | undefined, why: string): StatusCause => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`,
});

const required = (field: string): StatusCause => ({
  reason: 'FieldValueRequired',
  field,
  message: 'Required value',
});

function replicaProblems(object: JsonObject): StatusCause[] {
  const replicas = numberAt(object.spec, 'replicas');
  if (replicas === null || replicas >= 0) return [];
  return [wrong('spec.replicas', replicas, 'must be greater than or equal to 0')];
}

const dataKey = /^[-._a-zA-Z0-9]+$/;

function keyProblems(object: JsonObject, field: string): StatusCause[] {
  return Object.keys(objectAt(object, field))
    .filter((key) => !dataKey.test(key))
    .map((key) =>
      wrong(
        `${field}[${key}]`,
        key,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ),
    );
}

function serviceProblems(live: JsonObject | null, next: JsonObject): StatusCause[] {
  const ports = listAt(next.spec, 'ports');
  const kind = textAt(next.spec, 'type');
  const headless = textAt(next.spec, 'clusterIP') === 'None';
  const causes: StatusCause[] = [];
  if (ports.length === 0 && kind !== 'ExternalName' && !headless) causes.push(required('spec.ports'));
  ports.forEach((port, i) => {
    const name = textAt(port, 'name');
    if (name === '' && ports.length > 1) causes.push(required(`spec.ports[${i}].name`));
    if (name !== '' && ports.findIndex((other) => textAt(other, 'name') === name) < i) {
      causes.push({
        reason: 'FieldValueDuplicate',
        field: `spec.ports[${i}].name`,
        message: `Duplicate value: ${JSON.stringify(name)}`,
      });
    }
  });
  const before = textAt(live?.spec, 'clusterIP');
  const after = textAt(next.spec, 'clusterIP');
  if (before !== '' && after !== before && kind !== 'ExternalName') {
    causes.push(wrong('spec.clusterIPs[0]', [after], 'may not change once set'));
  }
  return causes;
}

function selectorProblems(live: JsonObject | null, next: JsonObject): StatusCause[] {
  const causes: StatusCause[] = [];
  const labels = objectAt(objectAt(objectAt(next.spec, 'template'), 'metadata'), 'labels');
  const wanted = objectAt(objectAt(next.spec, 'selector'), 'matchLabels');
  if (Object.entries(wanted).some(([key, value]) => labels[key] !== value)) {
    causes.push(
      wrong('spec.template.metadata.labels', labels, '`selector` does not match template `labels`'),
    );
  }
  const before = objectAt(live, 'spec').selector;
  const after = objectAt(next, 'spec').selector;
  if (live !== null && !sameJson(before, after)) {
    causes.push(wrong('spec.selector', after, 'field is immutable'));
  }
  return causes;
}
