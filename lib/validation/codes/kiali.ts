import type { Finding } from '#lib/core/finding.ts';
import type { Code } from '../codes.ts';

/** One of Kiali's codes, and which findings answer to it: all of a code, or those about one kind of reference or object. */
export interface KialiCode {
  readonly kiali: string;
  readonly code: Code;
  /** The `what` of the finding's args (the kind of reference, for IST0101). */
  readonly what?: string;
  /** The kind of the object that the finding is about. */
  readonly kind?: string;
}

/**
 * Kiali's codes (kiali/kiali models/istio_validation.go d733a096) by Weft's. A finding may answer to several, and several
 * of Weft's codes to one.
 */
export const kialiCodes: readonly KialiCode[] = [
  { kiali: 'KIA1101', code: 'IST0101', what: 'host', kind: 'VirtualService' },
  { kiali: 'KIA1107', code: 'IST0101', what: 'host+subset in destinationrule', kind: 'VirtualService' },
  { kiali: 'KIA0202', code: 'IST0174' },
  { kiali: 'KIA0203', code: 'IST0173' },
];

/** The codes under which Kiali knows a finding; none for what it does not check. */
export function kialiCodesOf(finding: Pick<Finding, 'code' | 'args' | 'object'>): readonly string[] {
  return kialiCodes
    .filter(
      ({ code, what, kind }) =>
        code === finding.code &&
        (what === undefined || what === finding.args.what) &&
        (kind === undefined || kind === finding.object.kind),
    )
    .map(({ kiali }) => kiali);
}
