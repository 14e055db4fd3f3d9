import { share } from '#lib/core/units.ts';
import type { Slots } from '../accumulate.ts';
import type { Mtls, Reporter } from '../model.ts';
import { slotOfReporter } from '../report.ts';

/** Reporters that can know: a sidecar's source report never does, its proxy does not see what the wire carries. */
const knowing: readonly Reporter[] = ['destination', 'waypoint', 'ztunnel'];

/**
 * The share of traffic that arrived with mutual TLS. `unknown` policies say nothing and are left out; where nothing is
 * left the state is unknown, which is not `none`.
 */
export function mtlsOf(edge: Slots): Mtls {
  for (const reporter of knowing) {
    const security = slotOfReporter(edge, reporter)?.security;
    const mutual = security?.get('mutual_tls') ?? 0;
    const plain = security?.get('none') ?? 0;
    if (mutual + plain <= 0) continue;
    const state = plain === 0 ? 'all' : mutual === 0 ? 'none' : 'partial';
    return { state, share: share.parse(mutual / (mutual + plain)), reporter };
  }
  return { state: 'unknown', share: null, reporter: null };
}
