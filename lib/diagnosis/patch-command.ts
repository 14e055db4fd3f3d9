import type { PatchStep } from '#lib/edit/change-plan.ts';

/** The kubectl command that makes a change. Its tests come with it: it does nothing where the object is not as it was seen. */
export function patchCommand({ ref, patch }: Pick<PatchStep, 'ref' | 'patch'>): string {
  const { group, kind, namespace, name } = ref;
  const resource = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  const text = JSON.stringify(patch).replaceAll("'", String.raw`'\''`);
  return `kubectl ${namespace === null ? '' : `-n ${namespace} `}patch ${resource} ${name} --type=json -p '${text}'`;
}
