import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { toPromql } from '../promql.ts';
import { type FlowNeeds, flowQueries } from './flows.ts';

const nothing: FlowNeeds = {
  idle: false,
  requests: false,
  messages: { sent: false, received: false },
  tcp: { sent: false, received: false },
  latency: null,
  throughput: null,
  security: false,
  operations: null,
};

const texts = (more: Partial<FlowNeeds>) =>
  Object.fromEntries(
    flowQueries(seconds.parse(300), { ...nothing, ...more }).map(({ measure, query }) => [
      measure,
      toPromql(query.expr, [{ label: 'mesh_id', value: 'prod' }]),
    ]),
  );

test('only what a view needs is asked, always by reporter and within the scope', () => {
  expect(texts({})).toEqual({});
  const asked = texts({ requests: true, tcp: { sent: true, received: false }, security: true });
  expect(Object.keys(asked)).toEqual(['requests', 'tcp-sent', 'security', 'security-tcp']);
  for (const text of Object.values(asked)) {
    expect(text).toContain('sum by (reporter, ');
    expect(text).toContain('{mesh_id="prod"');
  }
});

test('series that counted nothing are left out by Prometheus unless idle edges are wanted', () => {
  expect(texts({ requests: true }).requests).toMatch(/ > 0$/);
  expect(texts({ requests: true, idle: true }).requests).not.toContain('> 0');
});

test('bytes that the caller sends are those that the server received', () => {
  const { 'tcp-sent': sent, 'tcp-received': received } = texts({ tcp: { sent: true, received: true } });
  expect(sent).toContain('istio_tcp_received_bytes_total');
  expect(received).toContain('istio_tcp_sent_bytes_total');
});

test('a percentile, or a mean', () => {
  expect(texts({ latency: 95 }).latency).toMatch(/^histogram_quantile\(0\.95, sum by \(le, reporter, /);
  expect(texts({ latency: 'mean' }).latency).toContain('_milliseconds_sum');
  expect(texts({ latency: 'mean' }).latency).toContain('_milliseconds_count');
});

test('operations are the requests that a label classifies', () => {
  expect(texts({ operations: 'request_operation' }).operations).toContain('request_operation!~"|unknown"');
});
