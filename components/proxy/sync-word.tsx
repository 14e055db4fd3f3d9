import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import type { SyncPart } from '#lib/envoy/sync-state.ts';
import type { HealthStatus } from '#lib/graph/model.ts';

export const syncLooks: Record<SyncPart['state'], { readonly status: HealthStatus; readonly word: string }> =
  {
    synced: { status: 'healthy', word: 'synced' },
    stale: { status: 'failing', word: 'stale' },
    'never-acknowledged': { status: 'failing', word: 'never acknowledged' },
    'not-sent': { status: 'idle', word: 'not sent' },
  };

const order: readonly SyncPart['state'][] = ['never-acknowledged', 'stale', 'synced', 'not-sent'];

/** How a proxy is in step with istiod: as its worst part is. */
export function SyncWord({ parts }: { parts: readonly Pick<SyncPart, 'state'>[] }) {
  const worst = order.find((state) => parts.some((part) => part.state === state)) ?? 'not-sent';
  const { status, word } = syncLooks[worst];
  return (
    <span className={cx('inline-flex items-center gap-1.5', status === 'failing' && 'text-fail')}>
      <StatusGlyph status={status} />
      {word}
    </span>
  );
}
