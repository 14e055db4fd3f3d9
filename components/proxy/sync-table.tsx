'use client';
import type { DenseColumn } from '#components/ui/dense-table.tsx';
import type { ProxyResponse } from '#lib/api/proxy-contract.ts';
import type { SyncPart } from '#lib/envoy/sync-state.ts';
import { noData } from '#lib/format/number.ts';
import { PlainTable } from './plain-table.tsx';
import { SyncWord } from './sync-word.tsx';

const names: Record<SyncPart['part'], string> = {
  cluster: 'Clusters (CDS)',
  listener: 'Listeners (LDS)',
  endpoint: 'Endpoints (EDS)',
  route: 'Routes (RDS)',
  extensionconfig: 'Extensions (ECDS)',
};

const Nonce = ({ of }: { of: string }) => (
  <span className="font-mono text-muted text-xs" title={of}>
    {of.slice(0, 13) || noData}
  </span>
);

const columns: readonly DenseColumn<SyncPart>[] = [
  { title: 'Configuration', cell: ({ part }) => names[part] },
  { title: 'State', cell: (part) => <SyncWord parts={[part]} /> },
  { title: 'Sent', cell: ({ sent }) => <Nonce of={sent} /> },
  { title: 'Acknowledged', cell: ({ acked }) => <Nonce of={acked} /> },
  { title: 'Refused because', cell: ({ error }) => <span className="wrap-anywhere">{error}</span> },
];

/** What istiod sent the proxy and what it acknowledged, by nonce. */
export const SyncTable = ({
  sync: { istiod, istioVersion, parts },
}: {
  sync: NonNullable<ProxyResponse['sync']>;
}) => (
  <PlainTable
    title={`In step with ${istiod}${istioVersion === '' ? '' : `, proxy of Istio ${istioVersion}`}`}
    columns={columns}
    rows={parts}
    keyOf={({ part }) => part}
    empty="istiod tells nothing of this proxy."
  />
);
