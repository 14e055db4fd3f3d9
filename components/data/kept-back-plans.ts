import { z } from 'zod';
import { type ChangePlan, changePlan } from '#lib/edit/change-plan.ts';

const key = 'weft-back-plans';
/** So many are kept of a tab, the newest. */
const most = 20;

const keptPlans = z.array(z.object({ change: z.string(), plan: changePlan }));

/** The plan that takes a change back, as this tab keeps it should the server have forgotten the change; null where it is not kept. */
export const keptBackPlan = (change: string): ChangePlan | null =>
  read().find((one) => one.change === change)?.plan ?? null;

/** Keeps the plan that takes a change back, of the newest few; null, which nothing can take back, is not kept. */
export function keepBackPlan(change: string, plan: ChangePlan | null): void {
  if (plan === null) return;
  const kept = [...read().filter((one) => one.change !== change), { change, plan }].slice(-most);
  try {
    window.sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Storage that is full or forbidden: the server still remembers.
  }
}

function read(): z.infer<typeof keptPlans> {
  try {
    return keptPlans.parse(JSON.parse(window.sessionStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}
