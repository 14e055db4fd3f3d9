import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ConfigView } from './view.ts';

export interface Change {
  readonly kind: KindName;
  readonly event: 'add' | 'update' | 'delete';
}

/** What differs between two views, object by object. An object is the same while its `resourceVersion` (or itself) is. */
export function changesBetween(before: ConfigView, after: ConfigView): readonly Change[] {
  const changes: Change[] = [];
  for (const kind of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(kind) ?? [], after.get(kind) ?? []];
    if (old === now) continue;
    const known = new Map(old.map((object) => [nameOf(object), object]));
    for (const object of now) {
      const name = nameOf(object);
      const previous = known.get(name);
      known.delete(name);
      if (previous === undefined) changes.push({ kind, event: 'add' });
      else if (!isSame(previous, object)) changes.push({ kind, event: 'update' });
    }
    for (const _ of known) changes.push({ kind, event: 'delete' });
  }
  return changes;
}

const nameOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

function isSame(a: KubeObject, b: KubeObject): boolean {
  if (a === b) return true;
  const version = a.metadata.resourceVersion;
  return version !== undefined && version === b.metadata.resourceVersion;
}
