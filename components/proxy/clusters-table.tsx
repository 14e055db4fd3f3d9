'use client';
import { useMemo } from 'react';
import { cx } from '#components/ui/cx.ts';
import { type DenseColumn, DenseTable } from '#components/ui/dense-table.tsx';
import type { EnvoyCluster } from '#lib/envoy/clusters.ts';
import { formatCount, noData } from '#lib/format/number.ts';
import { hostText } from './cluster-text.ts';

const ejected = ({ hosts }: EnvoyCluster): number => hosts.filter((host) => host.ejected).length;

const total = ({ hosts }: EnvoyCluster, of: 'requests' | 'errors'): number | null =>
  hosts.some((host) => host[of] !== null) ? hosts.reduce((sum, host) => sum + (host[of] ?? 0), 0) : null;

/** Limits of a cluster in words, those alone that limit. */
function limitsText({ limits }: EnvoyCluster): string {
  const { connections, pending, requests, retries } = limits;
  const all = { connections, pending, requests, retries };
  return Object.entries(all)
    .flatMap(([name, limit]) => (limit === null ? [] : [`${formatCount(limit)} ${name}`]))
    .join(', ');
}

const columns: readonly DenseColumn<EnvoyCluster>[] = [
  {
    title: 'Host',
    cell: ({ name, host, direction }) => (
      <span className="wrap-anywhere font-mono text-xs" title={name}>
        {hostText(host) || (direction === 'inbound' ? 'this pod' : name)}
      </span>
    ),
    by: ({ host, name }) => host || name,
  },
  { title: 'Port', right: true, cell: ({ port }) => port ?? noData, by: ({ port }) => port },
  { title: 'Subset', cell: ({ subset }) => subset ?? '', by: ({ subset }) => subset },
  {
    title: 'Direction',
    cell: ({ direction }) => <span className="text-muted">{direction}</span>,
    by: ({ direction }) => direction,
  },
  {
    title: 'Hosts',
    right: true,
    cell: ({ hosts }) => formatCount(hosts.length),
    by: ({ hosts }) => hosts.length,
  },
  {
    title: 'Ejected',
    right: true,
    cell: (row) => (
      <span className={cx(ejected(row) > 0 && 'text-warn')}>
        {ejected(row) === 0 ? '' : `◐ ${ejected(row)}`}
      </span>
    ),
    by: ejected,
  },
  {
    title: 'Requests',
    right: true,
    cell: (row) => formatCount(total(row, 'requests')),
    by: (row) => total(row, 'requests'),
  },
  {
    title: 'Errors',
    right: true,
    cell: (row) => formatCount(total(row, 'errors')),
    by: (row) => total(row, 'errors'),
  },
  { title: 'Limits', cell: (row) => <span className="text-muted">{limitsText(row)}</span> },
];

/** Those with hosts that are put out first, then those with errors, then the busiest. */
const byTrouble = (a: EnvoyCluster, b: EnvoyCluster): number =>
  ejected(b) - ejected(a) ||
  (total(b, 'errors') ?? 0) - (total(a, 'errors') ?? 0) ||
  (total(b, 'requests') ?? 0) - (total(a, 'requests') ?? 0);

/** The clusters that the proxy knows. Counts are since it knows their hosts. */
export function ClustersTable({ clusters }: { clusters: readonly EnvoyCluster[] }) {
  const rows = useMemo(() => [...clusters].sort(byTrouble), [clusters]);
  return (
    <DenseTable
      label="Clusters"
      rows={rows}
      columns={columns}
      keyOf={({ name }) => name}
      textOf={nameOf}
      empty="The proxy knows no cluster: it has not been told anything yet."
    />
  );
}

const nameOf = ({ name, direction }: EnvoyCluster): string => `${name} ${direction}`;
