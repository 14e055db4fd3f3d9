/** A step into an object: a key, or a place in a list. */
export type FieldStep = string | number;

/** A path as findings write it (`spec.http[0].route`, `metadata.annotations["a.b/c"]`) taken apart; empty for an empty path. */
export function parseFieldPath(path: string): readonly FieldStep[] {
  const steps: FieldStep[] = [];
  for (const [, quoted, index, key] of path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)) {
    if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/g, '$1'));
    else if (index !== undefined) steps.push(Number(index));
    else if (key !== undefined) steps.push(key);
  }
  return steps;
}

/** A path with one more key, in brackets where the key itself has a dot or the like. */
export function fieldIn(path: string, key: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(key)) return path === '' ? key : `${path}.${key}`;
  return `${path}["${key.replace(/["\\]/g, '\\$&')}"]`;
}
