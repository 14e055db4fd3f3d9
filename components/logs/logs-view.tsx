'use client';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useTime } from '#components/data/url-state.ts';
import { useLogs } from '#components/data/use-logs.ts';
import { AppliedNotice } from '#components/edit/applied-notice.tsx';
import { Blank } from '#components/ui/blank.tsx';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { type LogsParams, useLogsParams } from './logs-params.ts';
import { LogsRead } from './logs-read.tsx';
import { LogsSkeleton } from './logs-skeleton.tsx';
import { OfferReview } from './offer-review.tsx';

/** What the proxies of an edge or a node logged. */
export function LogsView() {
  const { params } = useLogsParams();
  const of = selectionOf(params);
  if (of === null)
    return (
      <Blank icon={ScrollText} title="This link names no edge and no node">
        <p>Logs are those of an element of the graph: select one there and choose Logs.</p>
      </Blank>
    );
  return <OfSelection key={of.id} of={of} />;
}

function selectionOf({ edge, node }: LogsParams): Selection | null {
  if (edge !== null) return { kind: 'edge', id: edge };
  return node === null ? null : { kind: 'node', id: node };
}

function OfSelection({ of }: { of: Selection }) {
  const { params, change } = useLogsParams();
  const { selection } = useTime();
  const { loaded, refresh, busy } = useLogs(of, params, selection);
  const [applied, setApplied] = useState<ApplyResponse | null>(null);
  return (
    <Loaded of={loaded} waiting={<LogsSkeleton />} failed="The logs cannot be read" onRetry={refresh}>
      {(data, { failing, fetchedAt }) =>
        params.offer === 'none' ? (
          <div className="flex h-full flex-col">
            {applied === null ? null : <AppliedNotice applied={applied} onClose={() => setApplied(null)} />}
            <LogsRead
              of={of}
              data={data}
              failing={failing}
              fetchedAt={fetchedAt}
              busy={busy}
              onRefresh={refresh}
            />
          </div>
        ) : (
          <OfferReview
            key={params.offer}
            data={data}
            of={params.offer}
            onBack={() => change({ offer: 'none' })}
            onApplied={(answer) => {
              setApplied(answer);
              change({ offer: 'none' });
              refresh();
            }}
          />
        )
      }
    </Loaded>
  );
}
