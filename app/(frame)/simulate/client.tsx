'use client';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { SimulateView } from '#components/simulate/simulate-view.tsx';
import { simulateSearchParams } from './search-params.ts';

export function SimulateClient() {
  return (
    <LinkChecked params={simulateSearchParams}>
      <SimulateView />
    </LinkChecked>
  );
}
