'use client';
import type { ProxyResponse } from '#lib/api/proxy-contract.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { formatCount, noData } from '#lib/format/number.ts';
import { CertificateWord } from './certificate-word.tsx';
import { FactList } from './fact-list.tsx';
import { SyncWord } from './sync-word.tsx';

/** What the proxy says of itself, in short. */
export function SummaryFacts({
  answer: { server, totals, certificates, sync, at },
}: {
  answer: ProxyResponse;
}) {
  const own = certificates?.find(({ role }) => role === 'own');
  return (
    <FactList
      facts={[
        { name: 'State', value: server?.state ?? noData },
        { name: 'Envoy', value: server?.version || noData },
        { name: 'Up for', value: formatSpan(server?.uptime ?? null) },
        { name: 'Clusters', value: formatCount(totals?.clusters ?? null) },
        { name: 'Hosts', value: formatCount(totals?.hosts ?? null) },
        { name: 'Ejected', value: formatCount(totals?.ejected ?? null) },
        { name: 'Unhealthy', value: formatCount(totals?.unhealthy ?? null) },
        {
          name: 'Certificate',
          value: own === undefined ? noData : <CertificateWord certificate={own} at={at} />,
        },
        {
          name: sync === null ? 'Sync' : `Sync with ${sync.istiod}`,
          value: sync === null ? noData : <SyncWord parts={sync.parts} />,
        },
      ]}
    />
  );
}
