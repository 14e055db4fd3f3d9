import type { Intern } from '#lib/core/intern.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

/**
 * The same object, its texts replaced by those that equal ones in other objects already have: pods of a workload repeat
 * all but their names. The object must be the caller's own, as JSON has it.
 */
export function shareTexts(object: KubeObject, intern: Intern): KubeObject {
  shareWithin(object, intern);
  return object;
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function shareWithin(value: unknown, intern: Intern): void {
  if (!isTree(value)) return;
  for (const key in value) {
    const part = value[key];
    if (typeof part === 'string') value[key] = intern(part);
    else shareWithin(part, intern);
  }
}
