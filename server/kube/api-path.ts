/** A kind as one API server serves it. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const root = ({ group, version }: ServedKind): string =>
  group === '' ? `/api/${version}` : `/apis/${group}/${version}`;

/** Path of a collection, cluster-wide when `namespace` is null. */
export function collectionPath(kind: ServedKind, namespace: string | null): string {
  const within = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root(kind)}${within}/${kind.plural}`;
}

/** Path of one object; `namespace` null for cluster-scoped kinds. */
export function objectPath(kind: ServedKind, namespace: string | null, name: string): string {
  return `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`;
}
