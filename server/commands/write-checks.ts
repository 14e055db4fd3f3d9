import type { Check } from '#lib/core/check.ts';
import { rightName } from '#lib/k8s/right-name.ts';
import type { Context } from '../context.ts';
import type { TriedStep } from './try-step.ts';

/** Whether the steps may be written and would be taken: by this Weft's settings, by rights, by the API server. */
export const writeChecks = (ctx: Context, tried: readonly TriedStep[]): readonly Check[] => [
  ...viewOnly(ctx),
  ...tried.flatMap(right),
  dryRun(tried),
];

const viewOnly = (ctx: Context): readonly Check[] =>
  ctx.viewOnly === true
    ? [
        {
          code: 'view-only',
          outcome: 'blocks',
          says: 'This Weft is set to view only: it writes nothing.',
          cure: 'Copy the change and apply it with your own tools.',
          confirm: null,
        },
      ]
    : [];

function right({ step, allowed }: TriedStep): readonly Check[] {
  const name = rightName(step.do, step.ref);
  return allowed
    ? [{ code: 'rights', outcome: 'passes', says: `You may ${name}.`, cure: null, confirm: null }]
    : [
        {
          code: 'rights',
          outcome: 'blocks',
          says: `You may not ${name}.`,
          cure: 'Ask for this right, or copy the change for someone who has it.',
          confirm: null,
        },
      ];
}

function dryRun(tried: readonly TriedStep[]): Check {
  const refused = tried.flatMap((one) => one.refused ?? []);
  const warnings = tried.flatMap((one) => one.warnings);
  const [first] = refused;
  if (first !== undefined)
    return {
      code: 'dry-run',
      outcome: 'blocks',
      says: `The API server refuses it: ${first.message}`,
      cure: first.cure,
      confirm: null,
    };
  return warnings.length > 0
    ? {
        code: 'dry-run',
        outcome: 'warns',
        says: `The API server takes it, with a warning: ${warnings.join(' ')}`,
        cure: null,
        confirm: null,
      }
    : { code: 'dry-run', outcome: 'passes', says: 'The API server takes it.', cure: null, confirm: null };
}
