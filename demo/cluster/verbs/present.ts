import type { JsonObject } from '#lib/core/json.ts';
import { objectAt, textAt } from '#lib/core/json.ts';
import { type ApiRequest, parameter } from '../http/api-request.ts';
import { negotiate, type Representation } from '../http/media-type.ts';
import type { ResourceType } from '../schema/types.ts';
import { asTable, metadataOnly, type RowObject } from '../table/as-table.ts';
import { atVersion } from '../types/at-version.ts';
import { apiVersionOf } from '../types/type-registry.ts';

/** Turns stored objects into what one client asked to see: objects, tables or metadata. */
export interface Presenter {
  one(object: JsonObject): JsonObject;
  list(objects: readonly JsonObject[], metadata: JsonObject): JsonObject;
  /** The object of a watch event; headings come with the first one only. */
  event(object: JsonObject): JsonObject;
}

/** How the answers of a request are written: as objects, as metadata alone or as a table, by its Accept header. */
export function presenter(request: ApiRequest, type: ResourceType): Presenter {
  const { as } = representationOf(request);
  const wanted = parameter(request, 'includeObject');
  const rowObject: RowObject = wanted === 'None' || wanted === 'Object' ? wanted : 'Metadata';
  let headed = false;
  const table = (objects: readonly JsonObject[], metadata: JsonObject, columns: boolean): JsonObject =>
    asTable(type, objects.map(at), metadata, { now: request.state.clock(), rowObject, columns });
  const at = (object: JsonObject): JsonObject => atVersion(object, type);
  switch (as) {
    case 'object':
      return {
        one: at,
        event: at,
        list: (objects, metadata) => listOf(type, objects.map(type.custom ? at : untyped), metadata),
      };
    case 'partial':
      return {
        one: metadataOnly,
        event: metadataOnly,
        list: (objects, metadata) => ({
          kind: 'PartialObjectMetadataList',
          apiVersion: 'meta.k8s.io/v1',
          metadata,
          items: objects.map(metadataOnly),
        }),
      };
    case 'table':
      return {
        one: (object) => table([object], versionOnly(object), true),
        list: (objects, metadata) => table(objects, metadata, true),
        event: (object) => {
          const result = table([object], versionOnly(object), !headed);
          headed = true;
          return result;
        },
      };
  }
}

const versionOnly = (object: JsonObject): JsonObject => ({
  resourceVersion: textAt(objectAt(object, 'metadata'), 'resourceVersion'),
});

/** How the client wants its answer; what it cannot have is refused with 406. */
const representationOf = (request: ApiRequest): Representation => negotiate(request.headers.accept);

/** Items of a list of a built-in type do not repeat what the list says; those of a custom type do. */
function untyped(object: JsonObject): JsonObject {
  const { apiVersion: _version, kind: _kind, ...rest } = object;
  return rest;
}

const listOf = (type: ResourceType, items: JsonObject[], metadata: JsonObject): JsonObject => ({
  kind: type.listKind || `${type.kind}List`,
  apiVersion: apiVersionOf(type),
  metadata,
  items,
});
