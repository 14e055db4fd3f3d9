'use client';
import { CircleUser } from 'lucide-react';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';
import type { StatusResponse } from '#lib/api/status-contract.ts';

const IdentityPanel = lazy(() =>
  import('./identity-panel.tsx').then((module) => ({ default: module.IdentityPanel })),
);

/** As whom the page reads and writes. */
export function IdentityChip({ status }: { status: StatusResponse }) {
  const { viewer, identity } = status;
  return (
    <Floating
      label="Identity"
      align="end"
      className="w-80 p-4"
      trigger={
        <Button aria-label={`Identity: ${viewer.user}`}>
          <CircleUser size={15} strokeWidth={1.75} aria-hidden />
          <span className="hidden max-w-40 truncate xl:inline">
            {viewer.mode === 'token' ? viewer.user : (identity.context ?? viewer.user)}
          </span>
        </Button>
      }
    >
      <IdentityPanel status={status} />
    </Floating>
  );
}
