import { expect, test } from 'vitest';
import { meshGraph } from '#lib/url/asked-graph.ts';
import { askedOptions } from './asked-view.ts';
import { furtherNeeds } from './flow-needs.ts';

const asked = { ...meshGraph, graph: 'workload' } as const;
const shown = { namespaces: [], services: false };

test('the graph of the mesh is no view', () => {
  expect(askedOptions({ asked: meshGraph, ...shown })).toBeNull();
});

test('a view counts the traffic that the link names', () => {
  const traffic = { http: 'none', grpc: 'sent', tcp: 'received', ambient: 'waypoint' } as const;
  expect(askedOptions({ asked: { ...asked, ...traffic }, ...shown })).toMatchObject({
    rates: { http: 'none', grpc: 'sent', tcp: 'received' },
    ambientTraffic: 'waypoint',
  });
});

test('only messages and operations are asked for beside what a refresh brings', () => {
  const needsOf = (more: Partial<typeof meshGraph>) => {
    const options = askedOptions({ asked: { ...asked, ...more }, ...shown });
    if (options === null) throw new Error('is no view');
    const full = { ...options, readable: () => true, health: null, soleCluster: null };
    const { messages, operations, ...rest } = furtherNeeds(full);
    expect(rest).toEqual({
      idle: false,
      requests: false,
      tcp: { sent: false, received: false },
      latency: null,
      throughput: null,
      security: false,
    });
    return { ...messages, operations };
  };
  expect(needsOf({})).toEqual({ sent: false, received: false, operations: null });
  expect(needsOf({ grpc: 'received' })).toEqual({ sent: false, received: true, operations: null });
  expect(needsOf({ operations: true })).toMatchObject({ operations: 'request_operation' });
  expect(needsOf({ operations: true, graph: 'service' })).toMatchObject({ operations: null });
});
