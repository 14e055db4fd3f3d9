import type { Measure, TrafficSample } from '#lib/prom/series.ts';
import type { Unplaced } from './model.ts';

const metrics: Readonly<Record<Measure, string>> = {
  requests: 'istio_requests_total',
  failures: 'istio_requests_total',
  'first-failures': 'istio_requests_total',
  'new-requests': 'istio_requests_total',
  latency: 'istio_request_duration_milliseconds',
  'tcp-sent': 'istio_tcp_received_bytes_total',
  'tcp-received': 'istio_tcp_sent_bytes_total',
  'tcp-closed': 'istio_tcp_connections_closed_total',
  'messages-sent': 'istio_request_messages_total',
  'messages-received': 'istio_response_messages_total',
};

export const isBytes = (measure: Measure): boolean => measure === 'tcp-sent' || measure === 'tcp-received';

/** Counts rows without a place by reason and metric, with the first of each as an example. */
export function createUnplaced() {
  const groups = new Map<string, { series: number; rate: number; sample: TrafficSample; text: string }>();
  return {
    add(reason: Unplaced['reason'], sample: TrafficSample): void {
      const key = `${reason} ${metrics[sample.measure]}`;
      const text = JSON.stringify(Object.entries(sample.labels).sort());
      const group = groups.get(key) ?? { series: 0, rate: 0, sample, text };
      group.series += 1;
      // Only what is a rate adds up to one; a latency or a count of new series does not.
      if (sample.measure === 'requests' || isBytes(sample.measure)) group.rate += sample.value;
      if (text < group.text) Object.assign(group, { sample, text });
      groups.set(key, group);
    },
    list(): readonly Unplaced[] {
      return [...groups].sort(byKey).map(([key, { series, rate, sample }]) => ({
        reason: key.split(' ')[0] as Unplaced['reason'],
        metric: metrics[sample.measure],
        series,
        rate: rate as Unplaced['rate'],
        example: { ...sample.labels },
      }));
    },
  };
}

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;
