import { CircleAlert, Clock, Tag } from 'lucide-react';
import { Notice } from '#components/ui/notice.tsx';
import type { TracesResponse } from '#lib/api/traces-contract.ts';

/** What keeps the list from being whole: names that the backend does not know, questions that failed. */
export function TracesNotices({ data, failing }: { data: TracesResponse; failing: string | null }) {
  const { ends, missing, source } = data;
  const reasons = Map.groupBy(missing, ({ reason }) => reason);
  const strange = ends.filter(({ found }) => found === null);
  const nameOf = { source: 'the caller', target: source === null ? 'this node' : 'the callee' };
  if (failing === null && missing.length === 0 && strange.length === 0 && ends.length > 0) return null;
  return (
    <div className="space-y-2 px-4 pb-2" aria-live="polite">
      {failing === null ? null : (
        <Notice
          icon={Clock}
          tone="warn"
        >{`The newest request failed: ${failing} What was last known is shown.`}</Notice>
      )}
      {ends.length === 0 ? (
        <Notice icon={Tag}>
          Nothing here tells spans under a name that Weft may ask for: traces are those of workloads and
          services with a proxy.
        </Notice>
      ) : null}
      {strange.map(({ end, tried }) => (
        <Notice key={end} icon={Tag}>
          {`The backend knows ${nameOf[end]} by none of these names: ${tried.join(', ')}. Its proxy sends no traces, or under another name (meshConfig.defaultConfig.tracingServiceName).`}
        </Notice>
      ))}
      {[...reasons].map(([reason, parts]) => (
        <Notice key={reason} icon={CircleAlert} tone="warn">
          {`Not read: ${partsText(parts.map(({ query }) => query))}. ${reason}`}
        </Notice>
      ))}
    </div>
  );
}

/** So many are named. */
const most = 3;

const partsText = (parts: readonly string[]): string =>
  parts.length <= most
    ? parts.join(', ')
    : `${parts.slice(0, most).join(', ')} and ${parts.length - most} more`;
