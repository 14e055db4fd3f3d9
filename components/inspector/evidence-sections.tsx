import type { ReactNode } from 'react';
import { Section } from '#components/ui/section.tsx';
import type { EdgeResponse } from '#lib/api/details-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { GraphEdge, Protocol } from '#lib/graph/model.ts';
import { ChartStack, type FlagsAround } from './chart-stack.tsx';
import { FindingsList } from './findings-list.tsx';
import { GoverningList } from './governing-list.tsx';
import { Percentiles } from './percentile-row.tsx';
import { ResponsesTable } from './responses-table.tsx';
import { Throughput } from './throughput-row.tsx';

type Evidence = Pick<
  EdgeResponse,
  'percentiles' | 'throughput' | 'charts' | 'governing' | 'findings' | 'missing'
>;

interface EvidenceSectionsProps {
  readonly data: Evidence;
  /** The edges whose answers are listed. */
  readonly edges: readonly GraphEdge[];
  /** Which requests the numbers are about, where that needs saying: `requests in`. */
  readonly of?: string;
  /** A connection has no latency and no codes: of TCP the flags are shown that some ended with. */
  readonly protocol: Protocol;
  readonly flagged: FlagsAround;
  /** The edge itself; null for a node. */
  readonly edge?: EdgeId | null;
  /** What stands between the numbers of the window and those of the last half hour. */
  readonly children?: ReactNode;
}

/** What an edge and a node have in common: latency, charts, answers, what governs and what is wrong with that. */
export function EvidenceSections({
  data,
  edges,
  of,
  protocol,
  flagged,
  edge = null,
  children,
}: EvidenceSectionsProps) {
  const { percentiles, throughput, charts, governing, findings } = data;
  const [connections, requests] = [
    edges.filter((edge) => edge.protocol === 'tcp'),
    edges.filter((edge) => edge.protocol !== 'tcp'),
  ];
  const unread = new Set(data.missing.map(({ query }) => query));
  const titled = (title: string): string => (of ? `${title}, ${of}` : title);
  return (
    <>
      {findings.length > 0 ? (
        <Section title="Findings">
          <FindingsList findings={findings} />
        </Section>
      ) : null}
      {connections.some(({ responses }) => responses.length > 0) ? (
        <Section title={titled('Flags of connections that ended')}>
          <ResponsesTable edges={connections} unit="conn/s" />
        </Section>
      ) : null}
      {protocol === 'tcp' ? null : (
        <>
          <Section title={titled('Codes and flags')}>
            <ResponsesTable edges={requests} />
          </Section>
          <Section title={titled('Latency')}>
            <Percentiles
              percentiles={percentiles}
              unread={['p50', 'p95', 'p99'].some((name) => unread.has(name))}
            />
          </Section>
          <Section title={titled('Throughput')}>
            <Throughput
              throughput={throughput}
              unread={['request bytes', 'response bytes'].some((name) => unread.has(name))}
            />
          </Section>
        </>
      )}
      {children}
      <Section title={titled('Last 30 minutes')}>
        <ChartStack charts={charts} protocol={protocol} unread={unread} flagged={flagged} />
      </Section>
      <Section title="Governed by" aside="in order of effect">
        <GoverningList governing={governing} edge={edge} />
      </Section>
    </>
  );
}
