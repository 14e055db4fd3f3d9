'use client';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { ServiceOfNode } from './compared-service.ts';

const VerdictPanel = lazy(() =>
  import('#components/verdict/verdict-panel.tsx').then((module) => ({ default: module.VerdictPanel })),
);

/**
 * The versions of a node's service side by side: at once where a route divides its requests, else when asked for, for that takes
 * queries of its own.
 */
export function VersionsSection({ of, at }: { of: ServiceOfNode; at: EpochSeconds | null }) {
  const [opened, setOpened] = useState(false);
  const { service, divided } = of;
  return (
    <Section title="Versions compared" aside={`${service.name}.${service.namespace}`}>
      {divided || opened ? (
        <Suspense fallback={<p className="text-muted">Comparing the versions of {service.name}.</p>}>
          <VerdictPanel
            cluster={service.cluster}
            namespace={service.namespace}
            service={service.host}
            at={at}
          />
        </Suspense>
      ) : (
        <Button look="outline" onClick={() => setOpened(true)}>
          Compare versions
        </Button>
      )}
    </Section>
  );
}
