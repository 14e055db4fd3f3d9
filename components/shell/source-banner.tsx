import { CircleAlert } from 'lucide-react';
import type { SourceState } from '#lib/api/status-contract.ts';

/** Over every page while nothing can be read of the cluster: what a page lacks then says nothing of the mesh. */
export function SourceBanner({ source }: { source: SourceState }) {
  return (
    <div
      role="status"
      className="flex shrink-0 items-start gap-2 border-line border-b bg-fail-quiet px-4 py-1.5 text-fail"
    >
      <CircleAlert size={15} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-medium">Nothing is known of the configuration.</span> {source.reason}
      </p>
    </div>
  );
}
