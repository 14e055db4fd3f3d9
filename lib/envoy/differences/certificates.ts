import type { EpochSeconds } from '#lib/core/units.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { certificateState } from '../certificate-state.ts';
import type { EnvoyCertificate } from '../certificates.ts';
import type { Difference } from '../difference.ts';

/** Certificates of a proxy that are out of date, or soon will be. */
export function certificateDifferences(
  certificates: readonly EnvoyCertificate[],
  at: EpochSeconds,
): readonly Difference[] {
  return certificates.flatMap((certificate): Difference[] => {
    const state = certificateState(certificate, at);
    if (certificate.to === null || (state !== 'expired' && state !== 'near')) return [];
    const what = certificate.role === 'own' ? 'certificate' : 'authority';
    const name = certificate.names[0] ?? `serial ${certificate.serial}`;
    const none = { object: null, path: '' };
    return state === 'expired'
      ? [
          {
            code: 'certificate-expired',
            level: 'fail',
            says: `The ${what} ${name} expired ${formatSpan(at - certificate.to)} ago.`,
            ...none,
          },
        ]
      : [
          {
            code: 'certificate-near',
            level: 'warn',
            says: `The ${what} ${name} expires in ${formatSpan(certificate.to - at)} and is not renewed yet.`,
            ...none,
          },
        ];
  });
}
