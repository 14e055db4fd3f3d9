import type { ApplyResponse, PlanResponse } from '#lib/api/edit-contract.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { asApiError } from './api-error.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { keptBackPlan } from './kept-back-plans.ts';

/** A write is never cut off by the page that asked for it going away. */
const never = new AbortController().signal;

const applied = () => contracts.edit().then((c) => c.applyResponse);

/**
 * Takes a change back: by its id, or by the plan that this tab kept where the server has forgotten it. Fails with ApiError:
 * `conflict` where someone has changed the objects since.
 */
export async function takeBack(change: string): Promise<ApplyResponse> {
  try {
    return await fetchApi<ApplyResponse>(editApi.undo(), applied(), never, undefined, { change });
  } catch (error) {
    const plan = keptBackPlan(change);
    if (asApiError(error).code !== 'not-found' || plan === null) throw error;
    return applyAll(plan);
  }
}

/** Guard rails do not stand in the way of taking back: whatever word they ask for is given. */
async function applyAll(plan: ChangePlan): Promise<ApplyResponse> {
  const schema = contracts.edit().then((c) => c.planResponse);
  const { checks } = await fetchApi<PlanResponse>(editApi.plan(), schema, never, undefined, { plan });
  const confirmed = [...new Set(checks.flatMap(({ confirm }) => confirm ?? []))].slice(0, 20);
  return fetchApi<ApplyResponse>(editApi.apply(), applied(), never, undefined, { plan, confirmed });
}
