import { stringify } from 'yaml';
import type { ChangePlan } from '../change-plan.ts';

/**
 * A plan as entries of a kustomization: its patches under `patches`, with the tests of what was seen, and for each object to
 * delete a patch that takes it out. Objects to create are no patches: they are told as files to add to `resources`.
 */
export function asKustomize({ steps }: ChangePlan): string {
  const patches = steps.flatMap((step) => {
    const { group, kind, namespace, name } = step.ref;
    const target = {
      ...(group === '' ? {} : { group }),
      kind,
      name,
      ...(namespace === null ? {} : { namespace }),
    };
    if (step.do === 'patch') return [{ target, patch: stringify(step.patch, { lineWidth: 0 }) }];
    if (step.do === 'create') return [];
    const metadata = { name, ...(namespace === null ? {} : { namespace }) };
    const marked = { $patch: 'delete', apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata };
    return [{ target, patch: stringify(marked, { lineWidth: 0 }) }];
  });
  const resources = steps.flatMap((step) =>
    step.do === 'create' ? [`${step.ref.kind.toLowerCase()}-${step.ref.name}.yaml`] : [],
  );
  return stringify(
    { ...(resources.length === 0 ? {} : { resources }), ...(patches.length === 0 ? {} : { patches }) },
    { lineWidth: 0 },
  );
}
