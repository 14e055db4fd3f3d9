import { expect, test } from 'vitest';
import type { ConfigView } from '#demo/traffic/config/view.ts';
import { meshBuilder, type WorkloadOptions } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, startMs } from '#demo/traffic/testing/observe.ts';
import { jaegerAnswer } from './jaeger-api.ts';
import { tempoAnswer } from './tempo-api.ts';
import { createTraceSampler } from './trace-sampler.ts';
import { serviceName, type TracedRequest, type TracedSpan } from './traced-span.ts';

function traced(view: ConfigView, seed = 3, seconds = 60): readonly TracedRequest[] {
  const sampler = createTraceSampler(seed);
  simulate(view, seconds, { onStep: sampler.step });
  return sampler.traces();
}

const chain = (cart: WorkloadOptions = {}, call: Record<string, unknown> = {}) =>
  meshBuilder()
    .workload('web', 'web', { calls: [{ host: 'front', port: 8080, rps: 20 }] })
    .workload('front', 'front', {
      serves: [{ port: 8080 }],
      calls: [{ host: 'cart', port: 8080, perRequest: 1, ...call }],
    })
    .workload('cart', 'cart', { serves: [{ port: 8080 }], replicas: 2, ...cart })
    .service('front', { 8080: 'http' })
    .service('cart', { 8080: 'http' });

const told = ({ side, pod, outcome }: TracedSpan): string =>
  `${side === 'source' ? '→' : '·'} ${serviceName(pod)} ${outcome.code} ${outcome.flags}`;

/** Kinds of traces, each as what its spans tell from the outside in. */
const kinds = (traces: readonly TracedRequest[]): readonly string[] =>
  [...new Set(traces.map(({ spans }) => spans.map(told).reverse().join(' | ')))].sort();

test('a request is a span at both ends of each call, each within its caller', () => {
  const traces = traced(chain().view());
  expect(kinds(traces)).toEqual([
    '→ web.shop 200 - | · front.shop 200 - | → front.shop 200 - | · cart.shop 200 -',
  ]);
  for (const { spans } of traces) {
    const byId = new Map(spans.map((span) => [span.id, span]));
    for (const span of spans) {
      const parent = span.parent === null ? null : byId.get(span.parent);
      expect(parent).not.toBeUndefined();
      if (!parent) continue;
      expect(span.startMs).toBeGreaterThanOrEqual(parent.startMs);
      expect(span.startMs + span.durationMs).toBeLessThanOrEqual(parent.startMs + parent.durationMs + 1);
    }
  }
});

test('the same seed and mesh give the same traces, another seed others', () => {
  const ids = (seed: number) => traced(chain().view(), seed).map(({ id }) => id);
  expect(ids(3)).toEqual(ids(3));
  expect(ids(4)).not.toEqual(ids(3));
});

test('tracing leaves the traffic as it is', () => {
  const values = (options = {}) =>
    simulate(chain().view(), 60, options)
      .series()
      .map(({ value }) => value);
  expect(values({ onStep: createTraceSampler(1).step })).toEqual(values());
});

test('an injected fault is in the traces from when it is there', () => {
  const rule = {
    hosts: ['cart'],
    http: [
      {
        fault: { abort: { percentage: { value: 50 }, httpStatus: 418 } },
        route: [{ destination: { host: 'cart' } }],
      },
    ],
  };
  const found = kinds(traced(chain().object('VirtualService', 'cart', rule).view()));
  expect(found).toContain('→ web.shop 500 - | · front.shop 500 - | → front.shop 418 FI');
  expect(found).toHaveLength(2);
});

test('retries are several arrivals of one request, and the caller fails when all of them do', () => {
  const rule = {
    hosts: ['cart'],
    http: [{ retries: { attempts: 2, retryOn: '5xx' }, route: [{ destination: { host: 'cart' } }] }],
  };
  const broken = chain({ serves: [{ port: 8080, errorRate: 0.6, errorCode: 503 }] });
  const found = kinds(traced(broken.object('VirtualService', 'cart', rule).view()));
  expect(found).toContain(
    '→ web.shop 200 - | · front.shop 200 - | → front.shop 200 - | · cart.shop 200 - | · cart.shop 503 -',
  );
  expect(
    found.some((kind) => /→ front\.shop 503 URX \| · cart\.shop 503 - \| · cart\.shop 503 -/.test(kind)),
  ).toBe(true);
});

test('a timeout ends the caller and not the callee', () => {
  const rule = {
    hosts: ['cart'],
    http: [{ timeout: '0.1s', retries: { attempts: 0 }, route: [{ destination: { host: 'cart' } }] }],
  };
  const slow = { serves: [{ port: 8080, latency: { median: 400, p99: 410 } }] };
  const traces = traced(chain(slow).object('VirtualService', 'cart', rule).view());
  expect(kinds(traces)[0]).toMatch(/→ front\.shop 504 UT \| · cart\.shop 0 DC/);
  const client = traces[0]?.spans.find(({ outcome }) => outcome.flags === 'UT');
  expect(client?.durationMs).toBeGreaterThan(99);
  expect(client?.durationMs).toBeLessThan(120);
});

test('both APIs find the same traces', () => {
  const traces = traced(chain({ serves: [{ port: 8080, errorRate: 0.5, errorCode: 500 }] }).view());
  const end = startMs + 60_000;
  const jaeger = jaegerAnswer(
    traces,
    new URL(
      `http://x/api/v3/traces?query.service_name=cart.shop&query.start_time_min=${new Date(startMs).toISOString()}&query.start_time_max=${new Date(end).toISOString()}&query.num_traces=5&query.attributes=${encodeURIComponent('{"error":"true"}')}`,
    ),
  );
  const text = JSON.stringify(jaeger?.body);
  const q = encodeURIComponent('{ resource.service.name = "cart.shop" && status = error }');
  const tempo = tempoAnswer(
    traces,
    new URL(`http://x/api/search?q=${q}&start=${startMs / 1000}&end=${end / 1000}&limit=5`),
  );
  const ids = [...JSON.stringify(tempo?.body).matchAll(/"traceID":"(\w+)"/g)].map(([, id]) => id);
  expect(ids).toHaveLength(5);
  for (const id of ids) expect(text).toContain(id);
  const [id = ''] = ids;
  expect(tempoAnswer(traces, new URL(`http://x/api/traces/${id}`))?.status).toBe(200);
  expect(jaegerAnswer(traces, new URL(`http://x/api/v3/traces/${id}`))?.status).toBe(200);
  expect(jaegerAnswer(traces, new URL('http://x/api/v3/traces/ab'))?.status).toBe(404);
  expect(tempoAnswer(traces, new URL('http://x/api/search?q={span.x=1}'))?.status).toBe(400);
});
