import { expect, test } from 'vitest';
import { gatewayName } from './gateway-refs.ts';

test.each([
  ['public', 'shop', 'public'],
  ['edge/public', 'edge', 'public'],
  ['./public', 'shop', 'public'],
  ['public.edge', 'edge', 'public'],
  ['public.edge.svc.cluster.local', 'edge', 'public'],
])('%s, as an object of shop names a Gateway', (written, namespace, name) => {
  expect(gatewayName(written, 'shop')).toEqual({ namespace, name });
});
