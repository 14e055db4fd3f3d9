import type { Seconds } from '#lib/core/units.ts';
import { tcpIdentity } from '../labels.ts';
import { binary, type NamedQuery, number, rate, select, sumBy } from '../promql.ts';

const bytes = (metric: string, window: Seconds) =>
  binary('>', sumBy(tcpIdentity, rate(select(metric), window)), number(0));

/** Bytes per second from source to target. Istio names it from the server's side: it `received` them (istio#32399). */
export const tcpSent = (window: Seconds): NamedQuery => ({
  name: 'tcp-sent',
  expr: bytes('istio_tcp_received_bytes_total', window),
});

/** Bytes per second from target back to source. */
export const tcpReceived = (window: Seconds): NamedQuery => ({
  name: 'tcp-received',
  expr: bytes('istio_tcp_sent_bytes_total', window),
});
