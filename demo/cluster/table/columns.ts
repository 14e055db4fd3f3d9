import type { Json } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { clusterColumns } from './cluster-columns.ts';
import { ageColumn, asText, type Column, nameColumn } from './column.ts';
import { coreColumns } from './core-columns.ts';
import { ageOf } from './human-age.ts';
import { evaluatePath } from './json-path.ts';
import { workloadColumns } from './workload-columns.ts';

const builtIn: Readonly<Record<string, readonly Column[]>> = {
  ...workloadColumns,
  ...coreColumns,
  ...clusterColumns,
};

/** The columns that `kubectl get` shows of a type: the definition's own, the well-known ones, or name and age. */
export function columnsOf(type: ResourceType): readonly Column[] {
  if (!type.custom) return builtIn[`${type.group}/${type.plural}`] ?? [nameColumn, ageColumn];
  if (type.printerColumns.length === 0) return [nameColumn, ageColumn];
  return [nameColumn, ...type.printerColumns.map(definedColumn)];
}

function definedColumn(column: ResourceType['printerColumns'][number]): Column {
  return {
    name: column.name,
    type: isColumnType(column.type) ? column.type : 'string',
    ...(column.format === undefined ? {} : { format: column.format }),
    ...(column.description === undefined ? {} : { description: column.description }),
    priority: column.priority ?? 0,
    cell: (object, now) => definedCell(column.type, evaluatePath(column.jsonPath, object), now),
  };
}

const isColumnType = (type: string): type is Column['type'] =>
  ['string', 'integer', 'number', 'boolean', 'date'].includes(type);

/** An absent value is null, which kubectl prints as `<none>` or nothing; a list or map prints as JSON. */
function definedCell(type: string, values: readonly Json[], now: number): Json {
  const first = values[0];
  if (first === undefined || first === null) return null;
  if (type === 'date') return ageOf(String(first), now);
  if (type === 'integer' || type === 'number') return typeof first === 'number' ? first : Number(first);
  if (type === 'boolean') return first;
  if (values.length > 1) return values.map(asText).join(',');
  return asText(first);
}
