import type { Check } from '#lib/core/check.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { findObject, kindNameOf } from '#lib/mesh/objects.ts';
import { type Referrer, referencesOf, referrersOf } from '#lib/mesh/references.ts';
import type { PlanInput, PlannedStep } from './plan-input.ts';
import { blocks, passes } from './say.ts';

const code = 'dangling';
const shown = 3;

/** What would name an object that is deleted, and so nothing: passed by the object's name. */
export function danglingCheck(input: PlanInput): readonly Check[] {
  return input.steps.filter((step) => step.do === 'delete').map((step) => ofStep(input, step));
}

function ofStep(input: PlanInput, { ref }: PlannedStep): Check {
  const left = referrersOf(input.before, ref).filter((one) => dangles(input, one));
  if (left.length === 0) return passes(code, `Nothing else names ${objectName(ref)}.`);
  const names = left.slice(0, shown).map(({ object, path }) => `${objectName(object)} (${path})`);
  const more = left.length > shown ? ` and ${left.length - shown} more` : '';
  return blocks(
    code,
    `${objectName(ref)} is still named by ${names.join(', ')}${more}: they would name nothing.`,
    'Change or delete these first, in the same plan if you like.',
    ref.name,
  );
}

/** Whether the reference is still there after the plan, and leads nowhere. */
function dangles({ after }: PlanInput, { object, path }: Referrer): boolean {
  const kind = kindNameOf(object.group, object.kind);
  const found = findObject({ version: 0, clusters: new Map([[after.id, after]]) }, object);
  if (kind === null || found === null) return false;
  return [...referencesOf(after, kind, found)].some((one) => one.path === path && one.object === null);
}
