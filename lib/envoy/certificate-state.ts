import type { EpochSeconds } from '#lib/core/units.ts';
import type { EnvoyCertificate } from './certificates.ts';

export type CertificateState = 'valid' | 'near' | 'expired' | 'not-yet' | 'unknown';

const day = 86_400;
/** Up to here a certificate is one of Istio's own, which are renewed at half their life (SECRET_GRACE_PERIOD_RATIO). */
const shortLived = 30 * day;
/** What is left of a short life when its renewal has been missed for long. */
const nearShare = 0.25;
/** Whoever renews others by hand wants to know this early. */
const nearSpan = 30 * day;

/** How a certificate stands at a moment. Near: a short-lived one in the last quarter of its life, any other within 30 days. */
export function certificateState(
  { from, to }: Pick<EnvoyCertificate, 'from' | 'to'>,
  at: EpochSeconds,
): CertificateState {
  if (to === null) return 'unknown';
  if (to <= at) return 'expired';
  if (from !== null && from > at) return 'not-yet';
  const life = from === null ? null : to - from;
  const near = life !== null && life <= shortLived ? life * nearShare : nearSpan;
  return to - at < near ? 'near' : 'valid';
}
