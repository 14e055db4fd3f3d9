'use client';
import { AlertRuleView } from '#components/alerts/alert-rule-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { alertRuleSearchParams } from './search-params.ts';

export function AlertRuleClient() {
  return (
    <LinkChecked params={alertRuleSearchParams}>
      <AlertRuleView />
    </LinkChecked>
  );
}
