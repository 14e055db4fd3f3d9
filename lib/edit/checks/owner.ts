import type { Check } from '#lib/core/check.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { formatAge } from '#lib/format/duration.ts';
import { lastWritten } from '#lib/k8s/last-written.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { type Manager, managerOf } from '#lib/mesh/manager-of.ts';
import type { PlanInput, PlannedStep } from './plan-input.ts';
import { blocks, passes, warns } from './say.ts';

const code = 'owner';

/** Who else keeps an object as it is, and so would take the change back: passed by the object's name. Says who wrote it last. */
export function ownerCheck(input: PlanInput): readonly Check[] {
  return input.steps.flatMap((step) => (step.before === null ? [] : [ofStep(input, step, step.before)]));
}

function ofStep({ before: cluster, now }: PlanInput, { ref }: PlannedStep, object: KubeObject): Check {
  const manager = managerOf(cluster, object);
  const writers = lastWritten(object.metadata).map(({ by, at }) => `${by} ${formatAge(at, now)}`);
  const [last, ...others] = writers;
  const also = others.length > 0 ? `; before it wrote ${others.slice(0, 2).join(', ')}` : '';
  const written = last === undefined ? '' : ` Last written by ${last}${also}.`;
  if (manager === null) return passes(code, `No tool is known to manage ${objectName(ref)}.${written}`);
  const who = `${objectName(ref)} is managed by ${managerName(manager)}`;
  if (manager.paused !== null)
    return warns(
      code,
      `${who}, which leaves it alone for now: ${manager.paused}.${written}`,
      'Make the change at its source too: it is undone once that resumes.',
    );
  return blocks(code, `${who}. ${revertedBy(manager)}${written}`, cures[manager.by], ref.name);
}

const tools = {
  'argo-cd': 'Argo CD application',
  flux: 'Flux',
  helm: 'Helm release',
  'argo-rollouts': 'Argo Rollouts',
  flagger: 'Flagger canary',
  istio: 'Istio, for Gateway',
  controller: 'controller of',
} as const satisfies Record<Manager['by'], string>;

const managerName = ({ by, name, progress }: Manager): string =>
  `${tools[by]}${name === null ? '' : ` ${name}`}${progress === null ? '' : ` (${progress})`}`;

function revertedBy({ by, reverts }: Manager): string {
  switch (by) {
    case 'argo-cd':
      return 'With self-heal on it is reverted within seconds, else at the next synchronisation.';
    case 'flux':
      return 'It is reverted at the next reconciliation, within minutes.';
    case 'helm':
      return 'It is reverted by the next upgrade or rollback of the release.';
    case 'argo-rollouts':
      return 'The Rollout sets its weights and would set them back at its next step.';
    case 'flagger':
      return 'Flagger sets its weights and corrects what differs.';
    default:
      return reverts === 'at-once' ? 'It would be set back at once.' : 'It may be set back.';
  }
}

const cures = {
  'argo-cd':
    'Copy the change and commit it to the application’s source, or ignore differences of the weights there (ignoreDifferences).',
  flux: 'Copy the change and commit it to the source, or suspend the reconciliation first.',
  helm: 'Copy the change and put it into the values or the chart.',
  'argo-rollouts': 'Promote or abort the Rollout instead: kubectl argo rollouts promote, or abort.',
  flagger: 'Let Flagger go on, or suspend the Canary first (spec.suspend).',
  istio: 'Change the Gateway that it is made for.',
  controller: 'Change its owner instead.',
} as const satisfies Record<Manager['by'], string>;
