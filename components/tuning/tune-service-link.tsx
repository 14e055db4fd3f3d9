import { SlidersHorizontal } from 'lucide-react';
import { PageLink } from '#components/ui/page-link.tsx';
import { editPages } from '#lib/url/edit-paths.ts';
import type { ServiceLink } from '#lib/url/service-codec.ts';

/** The way to how the traffic of a service is handled. `named` says which, where several stand together. */
export function TuneServiceLink({ service, named = false }: { service: ServiceLink; named?: boolean }) {
  return (
    <PageLink
      href={editPages.service(service)}
      title={named ? `Traffic to ${service.name}` : undefined}
      className="inline-flex h-7 max-w-full shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover"
    >
      <SlidersHorizontal size={14} strokeWidth={1.75} className="shrink-0" aria-hidden />
      <span className="truncate">{named ? `Traffic to ${service.name}` : 'Traffic settings'}</span>
    </PageLink>
  );
}
