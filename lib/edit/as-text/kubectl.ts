import type { ObjectRef } from '#lib/core/object-ref.ts';
import { shellWord } from '#lib/format/shell-word.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';
import type { ChangePlan, ChangeStep } from '../change-plan.ts';

/** A plan as commands of kubectl, in its order, for who applies it elsewhere. The patches test what was seen, as Weft's do. */
export const asKubectl = ({ steps }: ChangePlan): string => steps.map(commandOf).join('\n');

function commandOf(step: ChangeStep): string {
  switch (step.do) {
    case 'patch':
      return `kubectl patch ${targetOf(step.ref)} --type=json --patch ${shellWord(JSON.stringify(step.patch))}`;
    case 'create':
      return `kubectl create --filename - <<'EOF'\n${yamlOf(step.object)}EOF`;
    case 'delete':
      return `kubectl delete ${targetOf(step.ref)}`;
  }
}

function targetOf({ group, kind, namespace, name }: ObjectRef): string {
  const plural = Object.values(kinds).find((one) => one.group === group && one.kind === kind)?.plural;
  const resource = `${plural ?? kind.toLowerCase()}${group === '' ? '' : `.${group}`}`;
  return `${resource} ${shellWord(name)}${namespace === null ? '' : ` --namespace ${shellWord(namespace)}`}`;
}
