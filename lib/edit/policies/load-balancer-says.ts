import { isObject, type Json, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { parseDuration } from '#lib/istio/duration.ts';

const ways: Readonly<Record<string, string>> = {
  ROUND_ROBIN: 'Pods take requests in turn.',
  RANDOM: 'Each request goes to any pod.',
  PASSTHROUGH: 'A request goes to the address that the caller chose; nothing is balanced.',
};
const leastRequest = 'Of two pods picked at random, the one with fewer requests under way takes a request.';

/**
 * What the load balancing of a policy comes to, given its `loadBalancer`. LEAST_REQUEST is the default, and warm-up is for it
 * and ROUND_ROBIN alone (LoadBalancerSettings, istio/api networking/v1 b8f8791d).
 */
export function loadBalancerSays(balancer: Json): string {
  const hash = isObject(balancer) && isObject(balancer.consistentHash) ? balancer.consistentHash : null;
  const simple = textAt(balancer, 'simple');
  const choice =
    hash === null
      ? (ways[simple] ?? leastRequest)
      : `Requests ${sameOf(hash)} go to the same pod while the pods stay the same, so pods may get unequal shares.`;
  const warmup = objectAt(balancer, 'warmup');
  const duration = parseDuration(textAt(warmup, 'duration') || textAt(balancer, 'warmupDurationSecs'));
  if (duration === null) return choice;
  if (hash !== null || simple === 'RANDOM' || simple === 'PASSTHROUGH')
    return `${choice} The warm-up has no effect: it is for ROUND_ROBIN and LEAST_REQUEST.`;
  const least = numberAt(warmup, 'minimumPercent') ?? 10;
  return `${choice} A new pod starts with ${least} % of its share and has all of it after ${formatLatency(duration)}.`;
}

function sameOf(hash: Json): string {
  if (!isObject(hash)) return '';
  if (textAt(hash, 'httpHeaderName') !== '') return `with the same header ${textAt(hash, 'httpHeaderName')}`;
  if (textAt(hash, 'httpQueryParameterName') !== '')
    return `with the same parameter ${textAt(hash, 'httpQueryParameterName')}`;
  if (isObject(hash.httpCookie)) return `with the same cookie ${textAt(hash.httpCookie, 'name')}`;
  return hash.useSourceIp === true ? 'from the same address' : 'with the same hash';
}
