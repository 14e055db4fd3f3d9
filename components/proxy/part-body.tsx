'use client';
import type { ProxyPart, ProxyResponse } from '#lib/api/proxy-contract.ts';
import { CertificatesTable } from './certificates-table.tsx';
import { ClustersTable } from './clusters-table.tsx';
import { EndpointsTable } from './endpoints-table.tsx';
import { RoutesTable } from './routes-table.tsx';
import { SummaryFacts } from './summary-facts.tsx';
import { SyncTable } from './sync-table.tsx';

/** The tables of a part; nothing for what is missing, which is told above. */
export function PartBody({ answer, part }: { answer: ProxyResponse; part: ProxyPart }) {
  const { clusters, routes, certificates, sync, at } = answer;
  switch (part) {
    case 'summary':
      return <SummaryFacts answer={answer} />;
    case 'clusters':
      return clusters === null ? null : <ClustersTable clusters={clusters} />;
    case 'endpoints':
      return clusters === null ? null : <EndpointsTable clusters={clusters} />;
    case 'routes':
      return routes === null ? null : <RoutesTable hosts={routes} />;
    case 'certificates':
      return certificates === null ? null : <CertificatesTable certificates={certificates} at={at} />;
    case 'sync':
      return sync === null ? null : <SyncTable sync={sync} />;
  }
}
