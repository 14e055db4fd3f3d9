import type { ListedObject } from '#lib/api/contract.ts';
import type { Manager } from '#lib/url/config-codec.ts';

/** Managers by the names that people know them by. */
export const managerNames: Readonly<Record<Manager, string>> = {
  'argo-cd': 'Argo CD',
  flux: 'Flux',
  helm: 'Helm',
  'argo-rollouts': 'Argo Rollouts',
  flagger: 'Flagger',
  istio: 'istiod',
  controller: 'Controller',
  nobody: 'Nobody known',
};

/** `Argo CD shop`; null where nobody is known. */
export function managerText(managedBy: ListedObject['managedBy']): string | null {
  if (managedBy === null) return null;
  const { by, name } = managedBy;
  if (by === 'controller') return name;
  return name === null ? managerNames[by] : `${managerNames[by]} ${name}`;
}
