import type { JsonObject } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { gvk } from './definitions.ts';

/** How a version of OpenAPI writes a parameter, and the body and answer of an operation. */
export interface OperationWriter {
  parameter(
    place: 'query' | 'path',
    name: string,
    type: 'string' | 'boolean' | 'integer',
    text: string,
  ): JsonObject;
  body(mediaTypes: readonly string[], type: ResourceType): JsonObject;
  answer(type: ResourceType): JsonObject;
}

/** kubectl sends a strategic merge patch where it is listed: custom resources take none. */
const patchMedia = (type: ResourceType): string[] => [
  'application/json-patch+json',
  'application/merge-patch+json',
  ...(type.custom ? [] : ['application/strategic-merge-patch+json']),
  'application/apply-patch+yaml',
];
const bodyMedia = ['application/json', 'application/yaml'];

/**
 * The paths of a type with its operations. kubectl reads two things here: that PATCH of a kind takes `fieldValidation`, and
 * that it takes `dryRun`.
 */
export function pathsOf(type: ResourceType, writer: OperationWriter): JsonObject {
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  const scope = type.namespaced ? '/namespaces/{namespace}' : '';
  const collection = `${root}${scope}/${type.plural}`;
  const paths: JsonObject = {
    [collection]: collectionPath(type, writer),
    [`${collection}/{name}`]: objectPath(type, writer, ''),
  };
  if (type.namespaced) {
    paths[`${root}/${type.plural}`] = { get: operation(type, writer, 'list', 'ForAllNamespaces', []) };
  }
  if (type.subresources.status) paths[`${collection}/{name}/status`] = objectPath(type, writer, 'Status');
  return paths;
}

function collectionPath(type: ResourceType, writer: OperationWriter): JsonObject {
  return {
    ...pathParameters(type, writer, false),
    get: operation(type, writer, 'list', '', listParameters(writer)),
    post: withBody(operation(type, writer, 'create', '', writeParameters(writer)), writer, bodyMedia, type),
  };
}

function objectPath(type: ResourceType, writer: OperationWriter, part: string): JsonObject {
  const patch = [
    ...writeParameters(writer),
    writer.parameter('query', 'force', 'boolean', 'Take fields over in an apply.'),
  ];
  return {
    ...pathParameters(type, writer, true),
    get: operation(type, writer, 'read', part, []),
    put: withBody(operation(type, writer, 'replace', part, writeParameters(writer)), writer, bodyMedia, type),
    patch: withBody(operation(type, writer, 'patch', part, patch), writer, patchMedia(type), type),
    ...(part === '' ? { delete: operation(type, writer, 'delete', '', [dryRun(writer)]) } : {}),
  };
}

const actions: Record<string, string> = { read: 'get', create: 'post', replace: 'put' };

function operation(
  type: ResourceType,
  writer: OperationWriter,
  verb: string,
  part: string,
  parameters: JsonObject[],
): JsonObject {
  const place = type.namespaced && part !== 'ForAllNamespaces' ? 'Namespaced' : '';
  const group = type.group
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const version = type.version.charAt(0).toUpperCase() + type.version.slice(1);
  return {
    operationId: `${verb}${group || 'Core'}${version}${place}${type.kind}${part}`,
    parameters,
    responses: { '200': writer.answer(type) },
    'x-kubernetes-action': actions[verb] ?? verb,
    'x-kubernetes-group-version-kind': gvk(type),
  };
}

function withBody(
  op: JsonObject,
  writer: OperationWriter,
  mediaTypes: readonly string[],
  type: ResourceType,
): JsonObject {
  const { parameters: more, ...rest } = writer.body(mediaTypes, type);
  const own = Array.isArray(op.parameters) ? op.parameters : [];
  return { ...op, ...rest, parameters: [...(Array.isArray(more) ? more : []), ...own] };
}

function pathParameters(type: ResourceType, writer: OperationWriter, named: boolean): JsonObject {
  const parameters = [
    ...(named ? [writer.parameter('path', 'name', 'string', `name of the ${type.kind}`)] : []),
    ...(type.namespaced
      ? [writer.parameter('path', 'namespace', 'string', 'object name and auth scope')]
      : []),
  ];
  return parameters.length > 0 ? { parameters } : {};
}

const dryRun = (writer: OperationWriter): JsonObject =>
  writer.parameter('query', 'dryRun', 'string', 'All: go through every step of the write but the last.');

function writeParameters(writer: OperationWriter): JsonObject[] {
  return [
    dryRun(writer),
    writer.parameter('query', 'fieldManager', 'string', 'Who makes the change, for managedFields.'),
    writer.parameter(
      'query',
      'fieldValidation',
      'string',
      'Ignore, Warn or Strict: what to do with unknown fields.',
    ),
  ];
}

function listParameters(writer: OperationWriter): JsonObject[] {
  return [
    ...['labelSelector', 'fieldSelector', 'continue', 'resourceVersion'].map((name) =>
      writer.parameter('query', name, 'string', ''),
    ),
    writer.parameter('query', 'limit', 'integer', ''),
    writer.parameter('query', 'watch', 'boolean', ''),
  ];
}
