import { alertRuleParams } from '#components/alerts/alert-rule-params.ts';

/** The edge that a rule is for, and what was chosen of it. Time belongs to the whole product. */
export const alertRuleSearchParams = alertRuleParams;
