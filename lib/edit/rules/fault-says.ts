import { formatLatency } from '#lib/format/duration.ts';
import { formatShare } from '#lib/format/share.ts';
import type { Fault } from './fault.ts';

/**
 * What a fault does in the end. The caller's proxy does it before the router: the rule's timeout and retries do not see it, and
 * nothing that is aborted arrives (HTTPFaultInjection, istio/api networking/v1 b8f8791d). A delay comes before an abort.
 */
export function faultSays({ delay, abort }: Fault): string {
  const parts = [
    ...(delay === null
      ? []
      : [(of: string) => `${share(delay)}${of} wait ${formatLatency(delay.ms)} before they are sent on`]),
    ...(abort === null
      ? []
      : [(of: string) => `${share(abort)}${of} are answered ${statusText(abort)} and never arrive`]),
  ];
  const does = parts.map((part, i) => part(i === 0 ? ' of requests' : ''));
  return does.length === 0
    ? 'No request is touched.'
    : `${does.join('; ')}. The rule's own timeout and retries do not apply to this.`;
}

const share = ({ percent }: { readonly percent: number }): string => formatShare(percent / 100);

const statusText = (abort: NonNullable<Fault['abort']>): string =>
  'httpStatus' in abort ? `with ${abort.httpStatus}` : `with gRPC ${abort.grpcStatus}`;
