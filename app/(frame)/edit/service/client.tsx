'use client';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { TuningView } from '#components/tuning/tuning-view.tsx';
import type { ServiceLink } from '#lib/url/service-codec.ts';

export function ServiceClient({ service }: { service: ServiceLink | null }) {
  return (
    <LinkChecked>
      <TuningView service={service} />
    </LinkChecked>
  );
}
