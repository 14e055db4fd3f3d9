import type { PatchStep } from '#lib/edit/change-plan.ts';
import { shellWord } from '#lib/format/shell-word.ts';

/** The kubectl command that makes a change. Its tests come with it: it does nothing where the object is not as it was seen. */
export function patchCommand({ ref, patch }: Pick<PatchStep, 'ref' | 'patch'>): string {
  const { group, kind, namespace, name } = ref;
  const resource = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return `kubectl ${namespace === null ? '' : `-n ${shellWord(namespace)} `}patch ${resource} ${shellWord(name)} --type=json -p ${shellWord(JSON.stringify(patch))}`;
}
