import { CircleAlert } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import type { StatusResponse } from '#lib/api/status-contract.ts';
import type { clusterTrouble } from './cluster-trouble.ts';

interface ClusterBannerProps {
  readonly trouble: NonNullable<ReturnType<typeof clusterTrouble>>;
  readonly status: StatusResponse;
}

/** Over every page while nothing can be read of the cluster, or it has no mesh: what a page lacks then says nothing. */
export function ClusterBanner({ trouble, status: { kubernetes, identity } }: ClusterBannerProps) {
  const context = identity.context === null ? 'this cluster' : `the cluster of context ${identity.context}`;
  const [says, more] =
    trouble === 'unreadable'
      ? ['Nothing is known of the configuration.', kubernetes.reason ?? '']
      : [
          `Istio is not installed in ${context}.`,
          'None of its kinds is served: install it, or start Weft with another context (WEFT_CONTEXT).',
        ];
  return (
    <div
      role="status"
      className={cx(
        'flex shrink-0 items-start gap-2 border-line border-b px-4 py-1.5',
        trouble === 'unreadable' ? 'bg-fail-quiet text-fail' : 'bg-warn-quiet text-warn',
      )}
    >
      <CircleAlert size={15} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-medium">{says}</span> {more}
      </p>
    </div>
  );
}
