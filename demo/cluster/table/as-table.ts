import { type JsonObject, objectAt } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { columnsOf } from './columns.ts';

/** Which part of each object goes along in its row: `includeObject` of the request. */
export type RowObject = 'None' | 'Metadata' | 'Object';

/** Objects as a `meta.k8s.io/v1` Table. `columns` false leaves out the headings, as later events of a watch do. */
export function asTable(
  type: ResourceType,
  objects: readonly JsonObject[],
  metadata: JsonObject,
  options: { now: number; rowObject: RowObject; columns: boolean },
): JsonObject {
  const columns = columnsOf(type);
  const definitions = columns.map(({ cell: _cell, ...column }) => ({
    name: column.name,
    type: column.type,
    format: column.format ?? '',
    description: column.description ?? '',
    priority: column.priority ?? 0,
  }));
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: options.columns ? definitions : [],
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object, options.now)),
      ...rowObject(object, options.rowObject),
    })),
  };
}

function rowObject(object: JsonObject, wanted: RowObject): JsonObject {
  if (wanted === 'None') return {};
  return { object: wanted === 'Object' ? object : metadataOnly(object) };
}

/** An object reduced to its metadata. */
export const metadataOnly = (object: JsonObject): JsonObject => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: objectAt(object, 'metadata'),
});
