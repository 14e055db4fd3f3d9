'use client';
import { useMemo } from 'react';
import { type DenseColumn, DenseTable } from '#components/ui/dense-table.tsx';
import type { EnvoyRoute, EnvoyVirtualHost } from '#lib/envoy/routes.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatShare } from '#lib/format/share.ts';
import { clusterText, hostText } from './cluster-text.ts';

type Row = EnvoyRoute & { readonly host: EnvoyVirtualHost; readonly index: number };

/** `cart.shop.svc.cluster.local:8080` as it is read. */
function virtualHostText(name: string): string {
  const colon = name.lastIndexOf(':');
  return colon < 0 ? name : `${hostText(name.slice(0, colon))}${name.slice(colon)}`;
}

const columns: readonly DenseColumn<Row>[] = [
  {
    title: 'Virtual host',
    cell: ({ host }) => (
      <span className="wrap-anywhere font-mono text-xs" title={host.domains.join('\n')}>
        {virtualHostText(host.name)}
      </span>
    ),
    by: ({ host }) => host.name,
  },
  { title: 'Takes', cell: ({ match }) => <span className="wrap-anywhere">{match}</span> },
  {
    title: 'Sends to',
    cell: ({ targets, instead }) =>
      instead ?? (
        <ul>
          {targets.map(({ cluster, share }) => (
            <li key={cluster} className="wrap-anywhere">
              {targets.length > 1 ? <span className="tabular">{formatShare(share)} </span> : null}
              <span className="font-mono text-xs" title={cluster}>
                {clusterText(cluster)}
              </span>
            </li>
          ))}
        </ul>
      ),
  },
  {
    title: 'Timeout',
    right: true,
    cell: ({ timeout }) =>
      timeout === null ? <span className="text-faint">none</span> : formatLatency(timeout),
    by: ({ timeout }) => timeout,
  },
  {
    title: 'Retries',
    cell: ({ retries }) => (
      <span className="wrap-anywhere text-muted">
        {retries?.replaceAll(',', ', ').replaceAll('  ', ' ') ?? 'none'}
      </span>
    ),
  },
  {
    title: 'From',
    cell: ({ virtualService }) =>
      virtualService === null ? (
        <span className="text-faint">default</span>
      ) : (
        <span className="wrap-anywhere">{`${virtualService.namespace}/${virtualService.name}`}</span>
      ),
    by: ({ virtualService }) =>
      virtualService === null ? null : `${virtualService.namespace}/${virtualService.name}`,
  },
];

const ruled = ({ routes }: EnvoyVirtualHost): number =>
  Number(routes.some(({ virtualService }) => virtualService !== null));

/**
 * The routes that istiod sent: those that rules made first, within a host in the order in which the proxy tries them. Those for
 * inbound traffic stand in its listeners.
 */
export function RoutesTable({ hosts }: { hosts: readonly EnvoyVirtualHost[] }) {
  const rows = useMemo(
    () =>
      [...hosts]
        .sort((a, b) => ruled(b) - ruled(a))
        .flatMap((host) => host.routes.map((route, index) => ({ ...route, host, index }))),
    [hosts],
  );
  return (
    <DenseTable
      label="Routes"
      rows={rows}
      columns={columns}
      keyOf={({ host, index }) => `${host.config} ${host.name} ${index}`}
      textOf={textOf}
      empty="istiod sent this proxy no routes: it knows no HTTP services."
    />
  );
}

const textOf = ({ host, match, targets, virtualService, instead }: Row): string =>
  [
    host.name,
    ...host.domains,
    match,
    instead ?? '',
    ...targets.map(({ cluster }) => cluster),
    virtualService === null ? '' : `${virtualService.namespace}/${virtualService.name}`,
  ].join(' ');
