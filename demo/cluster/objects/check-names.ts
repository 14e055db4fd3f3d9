import { randomBytes } from 'node:crypto';
import { type JsonObject, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { badRequest, invalid } from '../errors/errors.ts';
import type { StatusCause } from '../errors/status-error.ts';
import type { ResourceType } from '../schema/types.ts';

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const serviceLabel = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const labelKey = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const texts = {
  subdomain:
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  label:
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  service:
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
  path: 'may not contain "/" or "%"',
};

/** A name made of `generateName`: five characters after the prefix, as the API server makes them. */
export function generatedName(prefix: string): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  const suffix = [...randomBytes(5)].map((byte) => alphabet[byte % alphabet.length] ?? 'x').join('');
  return prefix.slice(0, 58) + suffix;
}

/** @throws StatusError 400 when a label or annotation is not text, 422 when name, labels or finalizers are not acceptable to the API server */
export function checkNames(type: ResourceType, object: JsonObject, live: JsonObject | null): void {
  const metadata = objectAt(object, 'metadata');
  for (const field of ['labels', 'annotations']) {
    // Both decode into maps of text: a number there is no object of the type at all.
    const wrong = Object.entries(objectAt(metadata, field)).find(([, value]) => typeof value !== 'string');
    if (wrong === undefined) continue;
    throw badRequest(
      `${type.kind} in version ${JSON.stringify(type.version)} cannot be handled as a ${type.kind}: json: cannot unmarshal metadata.${field}[${wrong[0]}] into text`,
    );
  }
  const causes = [
    ...nameCauses(type, textAt(metadata, 'name')),
    ...labelCauses(metadata),
    ...finalizerCauses(metadata, objectAt(live, 'metadata')),
  ];
  if (causes.length > 0) throw invalid(type.kind, type.group, textAt(metadata, 'name'), causes);
}

function nameCauses(type: ResourceType, name: string): StatusCause[] {
  if (name === '') {
    return [cause('FieldValueRequired', 'metadata.name', 'Required value: name or generateName is required')];
  }
  const problem = nameProblem(type, name);
  if (problem === null) return [];
  return [cause('FieldValueInvalid', 'metadata.name', `Invalid value: ${JSON.stringify(name)}: ${problem}`)];
}

/** RBAC names are path segments, namespaces labels, services DNS-1035 labels, everything else a subdomain. */
function nameProblem(type: ResourceType, name: string): string | null {
  if (type.group === 'rbac.authorization.k8s.io') {
    return /[/%]/.test(name) || name === '.' || name === '..' ? texts.path : null;
  }
  if (type.group === '' && type.kind === 'Service') {
    if (name.length > 63) return 'must be no more than 63 characters';
    return serviceLabel.test(name) ? null : texts.service;
  }
  if (type.group === '' && type.kind === 'Namespace') {
    if (name.length > 63) return 'must be no more than 63 characters';
    return label.test(name) ? null : texts.label;
  }
  if (name.length > 253) return 'must be no more than 253 characters';
  return subdomain.test(name) ? null : texts.subdomain;
}

function labelCauses(metadata: JsonObject): StatusCause[] {
  return Object.entries(objectAt(metadata, 'labels')).flatMap(([key, value]) => {
    if (!labelKey.test(key)) {
      return [
        cause(
          'FieldValueInvalid',
          'metadata.labels',
          `Invalid value: ${JSON.stringify(key)}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
        ),
      ];
    }
    if (typeof value === 'string' && value.length <= 63 && labelValue.test(value)) return [];
    return [
      cause(
        'FieldValueInvalid',
        'metadata.labels',
        `Invalid value: ${JSON.stringify(value)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      ),
    ];
  });
}

/** A finalizer is named like a label; none can be added to an object that is going. */
function finalizerCauses(metadata: JsonObject, live: JsonObject): StatusCause[] {
  const field = 'metadata.finalizers';
  const wrong = textsAt(metadata, 'finalizers').filter((name) => !labelKey.test(name));
  const added = textsAt(metadata, 'finalizers').filter((name) => !textsAt(live, 'finalizers').includes(name));
  const causes = wrong.map((name) =>
    cause(
      'FieldValueInvalid',
      field,
      `Invalid value: ${JSON.stringify(name)}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    ),
  );
  if (textAt(live, 'deletionTimestamp') === '' || added.length === 0) return causes;
  const list = added.map((name) => JSON.stringify(name)).join(', ');
  const text = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [...causes, cause('FieldValueForbidden', field, text)];
}

const cause = (reason: string, field: string, message: string): StatusCause => ({ reason, field, message });
