import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { type CertificateState, certificateState } from '#lib/envoy/certificate-state.ts';
import type { EnvoyCertificate } from '#lib/envoy/certificates.ts';
import { formatSpan } from '#lib/format/duration.ts';
import type { HealthStatus } from '#lib/graph/model.ts';

const looks: Record<CertificateState, { readonly status: HealthStatus; readonly text: string }> = {
  valid: { status: 'healthy', text: '' },
  near: { status: 'degraded', text: 'text-warn' },
  expired: { status: 'failing', text: 'text-fail' },
  'not-yet': { status: 'failing', text: 'text-fail' },
  unknown: { status: 'unknown', text: 'text-muted' },
};

/** How a certificate stands, as glyph and words: `valid, 12 h left`. */
export function CertificateWord({
  certificate,
  at,
}: {
  certificate: Pick<EnvoyCertificate, 'from' | 'to'>;
  at: EpochSeconds;
}) {
  const state = certificateState(certificate, at);
  const { status, text } = looks[state];
  return (
    <span className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', text)}>
      <StatusGlyph status={status} />
      {wordsOf(state, certificate, at)}
    </span>
  );
}

function wordsOf(
  state: CertificateState,
  { from, to }: Pick<EnvoyCertificate, 'from' | 'to'>,
  at: EpochSeconds,
): string {
  switch (state) {
    case 'valid':
      return `valid, ${formatSpan((to ?? at) - at)} left`;
    case 'near':
      return `expires in ${formatSpan((to ?? at) - at)}`;
    case 'expired':
      return `expired ${formatSpan(at - (to ?? at))} ago`;
    case 'not-yet':
      return `valid in ${formatSpan((from ?? at) - at)}`;
    case 'unknown':
      return 'not told';
  }
}
