'use client';
import type { DenseColumn } from '#components/ui/dense-table.tsx';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { EnvoyCertificate } from '#lib/envoy/certificates.ts';
import { formatMoment, formatUtc } from '#lib/format/clock.ts';
import { formatCount, noData } from '#lib/format/number.ts';
import { CertificateWord } from './certificate-word.tsx';
import { PlainTable } from './plain-table.tsx';

const Moment = ({ at }: { at: EpochSeconds | null }) =>
  at === null ? (
    noData
  ) : (
    <span className="whitespace-nowrap" title={formatUtc(at)}>
      {formatMoment(at)}
    </span>
  );

const columnsAt = (at: EpochSeconds): readonly DenseColumn<EnvoyCertificate>[] => [
  { title: 'Certificate', cell: ({ role }) => role },
  {
    title: 'Names',
    cell: ({ names }) => (
      <span className="wrap-anywhere block min-w-40 font-mono text-xs">
        {names.length === 0 ? noData : names.join(', ')}
      </span>
    ),
  },
  { title: 'State', cell: (certificate) => <CertificateWord certificate={certificate} at={at} /> },
  { title: 'To', cell: ({ to }) => <Moment at={to} /> },
  { title: 'From', cell: ({ from }) => <Moment at={from} /> },
  {
    title: 'Serial',
    cell: ({ serial }) => (
      <span className="font-mono text-muted text-xs" title={serial}>
        {serial.slice(0, 12) || noData}
      </span>
    ),
  },
  { title: 'TLS contexts', right: true, cell: ({ uses }) => formatCount(uses) },
];

/** What a proxy shows of itself and holds others to. Keys are not among it. */
export const CertificatesTable = ({
  certificates,
  at,
}: {
  certificates: readonly EnvoyCertificate[];
  at: EpochSeconds;
}) => (
  <PlainTable
    title="Certificates"
    columns={columnsAt(at)}
    rows={certificates}
    keyOf={({ role, serial, to }) => `${role} ${serial} ${to}`}
    empty="The proxy holds no certificate: it speaks no mutual TLS yet."
  />
);
