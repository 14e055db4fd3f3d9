import { createHash } from 'node:crypto';
import type { JsonObject } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { definitionName, definitionsFor } from './definitions.ts';
import { encodeDocument } from './encode-document.ts';
import { type OperationWriter, pathsOf } from './operations.ts';
import { v2, v3 } from './write-schema.ts';

const info = { title: 'Kubernetes', version: 'v1.33.0' };

/** The body of GET /openapi/v3: the path and hash of each group version's document. */
export function openApiV3Index(types: ResourceType[]): JsonObject {
  const served = [...new Set(types.map((type) => pathOf(type)))].sort();
  return {
    paths: Object.fromEntries(
      served.map((path) => {
        const document = JSON.stringify(documentAt(types, path));
        const hash = createHash('sha512').update(document).digest('hex').toUpperCase();
        return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
      }),
    ),
  };
}

/** The body of GET /openapi/v3/apis/<group>/<version> (`group` '' for the core API). */
export function openApiV3(types: ResourceType[], group: string, version: string): JsonObject {
  return documentAt(types, pathOf({ group, version }));
}

/** The bodies of GET /openapi/v2 as JSON and as gnostic protobuf (`application/com.github.proto-openapi.spec.v2@v1.0+protobuf`). */
export function openApiV2(types: ResourceType[]): { json: JsonObject; protobuf: Uint8Array } {
  const known = lastV2;
  if (known && sameTypes(known.types, types)) return known.documents;
  const json: JsonObject = {
    swagger: '2.0',
    info,
    paths: Object.assign({}, ...types.map((type) => pathsOf(type, writerV2))),
    definitions: definitionsFor(types, v2),
  };
  const documents = { json, protobuf: encodeDocument(json) };
  lastV2 = { types, documents };
  return documents;
}

let lastV2: { types: ResourceType[]; documents: { json: JsonObject; protobuf: Uint8Array } } | undefined;
const lastV3 = new Map<string, { types: ResourceType[]; document: JsonObject }>();

function documentAt(types: ResourceType[], path: string): JsonObject {
  const own = types.filter((type) => pathOf(type) === path);
  const known = lastV3.get(path);
  if (known && sameTypes(known.types, own)) return known.document;
  const document: JsonObject = {
    openapi: '3.0.0',
    info,
    paths: Object.assign({}, ...own.map((type) => pathsOf(type, writerV3))),
    components: { schemas: definitionsFor(own, v3) },
  };
  lastV3.set(path, { types: own, document });
  return document;
}

const pathOf = (type: { group: string; version: string }): string =>
  type.group === '' ? `api/${type.version}` : `apis/${type.group}/${type.version}`;

/** Types are never changed, only replaced: the same ones make the same document. */
function sameTypes(a: readonly ResourceType[], b: readonly ResourceType[]): boolean {
  return a.length === b.length && a.every((type, i) => type === b[i]);
}

const writerV2: OperationWriter = {
  parameter: (place, name, type, description) => ({
    name,
    in: place,
    type,
    description,
    ...(place === 'path' ? { required: true } : { uniqueItems: true }),
  }),
  body: (mediaTypes, type) => ({
    consumes: [...mediaTypes],
    parameters: [
      { name: 'body', in: 'body', required: true, schema: { $ref: `${v2.prefix}${definitionName(type)}` } },
    ],
  }),
  answer: (type) => ({ description: 'OK', schema: { $ref: `${v2.prefix}${definitionName(type)}` } }),
};

const writerV3: OperationWriter = {
  parameter: (place, name, type, description) => ({
    name,
    in: place,
    description,
    schema: { type, ...(place === 'query' ? { uniqueItems: true } : {}) },
    ...(place === 'path' ? { required: true } : {}),
  }),
  body: (mediaTypes, type) => ({ requestBody: { required: true, content: contentOf(mediaTypes, type) } }),
  answer: (type) => ({ description: 'OK', content: contentOf(['application/json'], type) }),
};

function contentOf(mediaTypes: readonly string[], type: ResourceType): JsonObject {
  const schema = { $ref: `${v3.prefix}${definitionName(type)}` };
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));
}
