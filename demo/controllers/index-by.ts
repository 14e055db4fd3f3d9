import type { Informer } from '#demo/kube-client/informer.ts';
import type { RawObject } from '#demo/kube-client/raw-object.ts';

/** The objects of an informer, grouped by what `group` says of them, kept in step with it. */
export interface Index<T> {
  get(group: string): readonly T[];
}

/** Keeps the objects of an informer by group; those whose group is null are in none. */
export function indexBy<T extends RawObject>(
  informer: Informer<T>,
  group: (object: T) => string | null,
): Index<T> {
  const groups = new Map<string, Map<string, T>>();
  const remove = (object: T, key: string) => {
    const name = group(object);
    if (name === null) return;
    const members = groups.get(name);
    members?.delete(key);
    if (members?.size === 0) groups.delete(name);
  };
  const add = (object: T, key: string) => {
    const name = group(object);
    if (name === null) return;
    const members = groups.get(name) ?? new Map<string, T>();
    members.set(key, object);
    groups.set(name, members);
  };
  for (const [key, object] of informer.objects) add(object, key);
  informer.subscribe(({ key, before, after }) => {
    if (before !== null) remove(before, key);
    if (after !== null) add(after, key);
  });
  return { get: (name) => [...(groups.get(name)?.values() ?? [])] };
}
