import type { KubeObject } from '#lib/k8s/object.ts';

/** An object with some annotations changed; null takes one away, and the group with the last one. */
export function annotate<O extends KubeObject>(
  object: O,
  changes: Readonly<Record<string, string | null>>,
): O {
  const { annotations: before = {}, ...metadata } = object.metadata;
  const all = Object.entries({ ...before, ...changes }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  const annotations = all.length === 0 ? {} : { annotations: Object.fromEntries(all) };
  return Object.keys(changes).length === 0
    ? object
    : { ...object, metadata: { ...metadata, ...annotations } };
}
