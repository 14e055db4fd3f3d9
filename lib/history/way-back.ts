import type { ChangePlan, ChangeStep } from '#lib/edit/change-plan.ts';

/** A plan longer than this, as JSON in characters, is not kept: 200 of them are to fit where nobody looks after the room. */
const longest = 128 * 1024;

/** Kinds whose pods have environments, where people put what is secret. */
const hasPods = new Set(['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** Why the plan that takes a change back may not be written to where it lasts, in words that end a sentence; null where it may. */
export function notToKeep(back: ChangePlan): string | null {
  if (back.steps.some(mayTellSecrets)) return 'it holds what may be secret';
  return JSON.stringify(back).length > longest ? 'it is too large to be kept' : null;
}

function mayTellSecrets(step: ChangeStep): boolean {
  if (step.ref.kind === 'Secret') return true;
  if (!hasPods.has(step.ref.kind)) return false;
  const said = step.do === 'patch' ? step.patch : step.do === 'create' ? step.object : null;
  return /\/env(From)?\b|"env(From)?":|last-applied/.test(JSON.stringify(said));
}
