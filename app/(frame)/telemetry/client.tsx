'use client';
import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { type Ends, TelemetryView } from '#components/telemetry/telemetry-view.tsx';
import { telemetrySearchParams } from './search-params.ts';

export function TelemetryClient() {
  const [ends, setEnds] = useQueryStates(telemetrySearchParams, { history: 'replace' });
  const change = useCallback((next: Partial<Ends>) => void setEnds(next), [setEnds]);
  return (
    <LinkChecked params={telemetrySearchParams}>
      <TelemetryView ends={ends} setEnds={change} />
    </LinkChecked>
  );
}
