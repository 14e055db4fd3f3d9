'use client';
import { useMemo } from 'react';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import { type DenseColumn, DenseTable } from '#components/ui/dense-table.tsx';
import type { EnvoyCluster, EnvoyHost } from '#lib/envoy/clusters.ts';
import { formatCount } from '#lib/format/number.ts';
import type { HealthStatus } from '#lib/graph/model.ts';
import { clusterText } from './cluster-text.ts';

type Row = EnvoyHost & { readonly cluster: EnvoyCluster };

function stateOf({ ejected, flags, health }: EnvoyHost): {
  readonly status: HealthStatus;
  readonly word: string;
} {
  if (ejected) return { status: 'degraded', word: 'ejected' };
  if (flags.length > 0) return { status: 'degraded', word: flags.join(', ').replaceAll('_', ' ') };
  if (health === 'HEALTHY') return { status: 'healthy', word: 'healthy' };
  if (health === 'UNKNOWN') return { status: 'unknown', word: 'not told' };
  return { status: 'degraded', word: health.toLowerCase() };
}

const columns: readonly DenseColumn<Row>[] = [
  {
    title: 'Endpoint',
    // As wide as an IPv4 address with its port: names of hosts outside and paths of sockets are longer.
    cell: ({ address }) => (
      <span className="wrap-anywhere block min-w-40 font-mono text-xs leading-5">{address}</span>
    ),
    by: ({ address }) => address,
  },
  {
    title: 'Of',
    cell: ({ cluster }) => (
      <span className="wrap-anywhere block min-w-36 font-mono text-xs leading-5" title={cluster.name}>
        {clusterText(cluster.name)}
      </span>
    ),
    by: ({ cluster }) => cluster.name,
  },
  {
    title: 'State',
    cell: (row) => {
      const { status, word } = stateOf(row);
      return (
        <span
          className={cx(
            'inline-flex items-center gap-1.5 whitespace-nowrap',
            status === 'degraded' && 'text-warn',
          )}
        >
          <StatusGlyph status={status} /> {word}
        </span>
      );
    },
    by: (row) => stateOf(row).word,
  },
  {
    title: 'Requests',
    right: true,
    cell: ({ requests }) => formatCount(requests),
    by: ({ requests }) => requests,
  },
  { title: 'Errors', right: true, cell: ({ errors }) => formatCount(errors), by: ({ errors }) => errors },
  {
    title: 'Timeouts',
    right: true,
    cell: ({ timeouts }) => formatCount(timeouts),
    by: ({ timeouts }) => timeouts,
  },
  { title: 'Active', right: true, cell: ({ active }) => formatCount(active), by: ({ active }) => active },
  { title: 'Priority', right: true, cell: ({ priority }) => priority, by: ({ priority }) => priority },
  { title: 'Zone', cell: ({ zone }) => zone ?? '', by: ({ zone }) => zone },
];

const out = (row: Row): number => Number(stateOf(row).status === 'degraded');

/** Those that are not chosen first, then those with errors, then the busiest. */
const byTrouble = (a: Row, b: Row): number =>
  out(b) - out(a) || (b.errors ?? 0) - (a.errors ?? 0) || (b.requests ?? 0) - (a.requests ?? 0);

/** Every host of every cluster as the proxy sees it. */
export function EndpointsTable({ clusters }: { clusters: readonly EnvoyCluster[] }) {
  const rows = useMemo(
    () => clusters.flatMap((cluster) => cluster.hosts.map((host) => ({ ...host, cluster }))).sort(byTrouble),
    [clusters],
  );
  return (
    <DenseTable
      label="Endpoints"
      rows={rows}
      columns={columns}
      keyOf={({ cluster, address }) => `${cluster.name} ${address}`}
      textOf={textOf}
      empty="The proxy knows no endpoint."
    />
  );
}

const textOf = (row: Row): string =>
  `${row.address} ${row.cluster.name} ${stateOf(row).word} ${row.zone ?? ''}`;
