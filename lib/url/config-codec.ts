import { type Codec, someOf } from './codec.ts';

/** The columns of the list of objects. */
export const objectColumns = ['findings', 'kind', 'namespace', 'name', 'managed', 'changed'] as const;
export type ObjectColumn = (typeof objectColumns)[number];

export interface ObjectSort {
  readonly column: ObjectColumn;
  readonly descending: boolean;
}

/** The order of the list of objects: a column, and `.desc` when from the greatest down. The worst first by default. */
export const objectSortCodec: Codec<ObjectSort> = {
  parse: (text) => {
    const [name, order, ...rest] = text.split('.');
    const column = objectColumns.find((candidate) => candidate === name);
    if (column === undefined || rest.length > 0 || (order !== undefined && order !== 'desc')) return null;
    return { column, descending: order === 'desc' };
  },
  serialize: (sort) => `${sort.column}${sort.descending ? '.desc' : ''}`,
  fallback: { column: 'findings', descending: true },
};

/** Who manages objects; `nobody` for those of which it is not told. */
export const managers = [
  'argo-cd',
  'flux',
  'helm',
  'argo-rollouts',
  'flagger',
  'istio',
  'controller',
  'nobody',
] as const;
export type Manager = (typeof managers)[number];

export const managersCodec: Codec<readonly Manager[]> = someOf(managers, []);
