import type { ListedObject } from '#lib/api/object-contract.ts';
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

const consequences: Readonly<Partial<Record<NonNullable<ListedObject['managedBy']>['by'], string>>> = {
  'argo-cd':
    'A change made here is undone at the next sync where self-heal is on, and shows as drift otherwise.',
  flux: 'A change made here is undone at the next reconciliation.',
  helm: 'A change made here is lost at the next upgrade of the release.',
  'argo-rollouts': 'Weights are set by the Rollout: a change to them is overwritten at its next step.',
  flagger: 'Flagger owns this object and puts back what is changed.',
  istio: 'istiod generates this object and puts back what is changed.',
};

/** What a manager does to an edit that is made beside it; empty where that is not known. */
export const managerConsequence = (managedBy: ListedObject['managedBy']): string =>
  managedBy === null ? '' : (consequences[managedBy.by] ?? '');
