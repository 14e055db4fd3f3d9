'use client';
import { CircleAlert, Hourglass } from 'lucide-react';
import { Notice } from '#components/ui/notice.tsx';
import { missingPart } from '#lib/graph/missing-parts.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { Measured } from './use-measured.ts';

const names: Record<EdgeMeasure, string> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  'request-throughput': 'bytes of requests',
  'response-throughput': 'bytes of responses',
};

const list = new Intl.ListFormat('en');

const look = 'max-w-120 shadow-float';

/** Names of measures in a sentence: `p95 and bytes of requests`. */
const said = (measures: readonly EdgeMeasure[]): string => list.format(measures.map((each) => names[each]));

/** What of the edges has not been read, or could not be: it is left blank, and here is why. */
export function MeasuredNotice({
  measured: { of, values, pending, missing, failing },
}: {
  measured: Measured;
}) {
  if (failing !== null) {
    return (
      <Notice icon={CircleAlert} tone="fail" className={look}>
        {values !== null && values.size > 0 ? 'Edges show older' : 'Edges lack'} {said(of)}: {failing.message}{' '}
        {failing.cure}
      </Notice>
    );
  }
  if (missing.length > 0) {
    return (
      <Notice icon={CircleAlert} tone="warn" className={look}>
        Not everything about edges could be read; what is missing is left blank.
        <ul>
          {missing.map(({ query, reason }) => (
            <li key={query} className="break-words">
              <span className="font-medium">{missingPart(query)}</span> {reason}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (pending.length === 0) return null;
  return (
    <Notice icon={Hourglass} className={look}>
      Asking for {said(pending)} of edges.
    </Notice>
  );
}
