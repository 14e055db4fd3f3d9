'use client';
import { CircleAlert, Search } from 'lucide-react';
import { lazy } from 'react';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraph, useStatus } from '#components/data/use-api.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { IdentityChip } from './identity-chip.tsx';
import { NamespacesPicker } from './namespaces-picker.tsx';
import { SourceChip } from './source-chip.tsx';
import { TimeControl } from './time-control.tsx';

const KubernetesDetails = lazy(() =>
  import('./kubernetes-details.tsx').then((module) => ({ default: module.KubernetesDetails })),
);
const PrometheusDetails = lazy(() =>
  import('./prometheus-details.tsx').then((module) => ({ default: module.PrometheusDetails })),
);

/** What the whole page is about, and whether its sources can be trusted just now. */
export function TopBar({ services, onFind }: { services: boolean; onFind: () => void }) {
  const status = useStatus();
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const graph = useGraph(selection, namespaces, services);
  const known = status.state === 'ready' ? status.data : null;
  const lost = status.state === 'failed' || (status.state === 'ready' && status.failing !== null);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b bg-surface px-3">
      <span className="min-w-16 max-w-40 truncate pr-1 font-semibold" title={known?.kubernetes.cluster}>
        {known?.kubernetes.cluster ?? 'Mesh'}
      </span>
      <NamespacesPicker names={known?.namespaces ?? []} />
      <button
        type="button"
        onClick={onFind}
        className="@container mx-2 flex h-7 min-w-20 max-w-72 flex-1 items-center gap-2 rounded-md border border-line bg-bg px-2 text-faint hover:border-line-strong"
      >
        <Search size={14} className="shrink-0" aria-hidden />
        <span className="flex-1 text-left">Find</span>
        <span className="@max-[7.5rem]:hidden">
          <Kbd keys="⌘ K" />
        </span>
      </button>
      <div className="ml-auto" />
      <TimeControl lastAt={graph.state === 'ready' ? graph.data.graph.at : null} />
      <div className="mx-1 h-5 border-line border-l" />
      {known ? (
        <>
          <SourceChip name="Kubernetes" source={known.kubernetes} lost={lost}>
            <KubernetesDetails status={known} />
          </SourceChip>
          <SourceChip
            name="Prometheus"
            source={known.prometheus}
            lost={lost}
            warned={known.prometheus.queries.some(({ warnings }) => warnings.length > 0)}
          >
            <PrometheusDetails prometheus={known.prometheus} />
          </SourceChip>
        </>
      ) : null}
      {lost ? (
        <span role="status" className="flex h-7 items-center gap-1.5 rounded-md bg-fail-quiet px-2 text-fail">
          <CircleAlert size={14} aria-hidden /> Weft server out of reach
        </span>
      ) : null}
      {known ? <IdentityChip status={known} /> : null}
    </header>
  );
}
