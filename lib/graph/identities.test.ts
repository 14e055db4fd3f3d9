import { expect, test } from 'vitest';
import { requestIdentity } from '#lib/prom/labels.ts';
import { createIdentities } from './identities.ts';
import { labelsOf } from './testing/traffic.ts';

const labels = labelsOf({ from: 'shop/cart', to: 'shop/orders-v1', service: 'shop/orders' });

function counting() {
  const identities = createIdentities<number>();
  let made = 0;
  return (of: Readonly<Record<string, string>>, tcp = false) => identities.of(of, tcp, () => (made += 1));
}

test('rows that differ in one label of the identity are apart, whichever it is', () => {
  const numberOf = counting();
  const first = numberOf(labels);
  const others = requestIdentity.map((name) => numberOf({ ...labels, [name]: 'another' }));
  expect(new Set([first, ...others]).size).toBe(requestIdentity.length + 1);
});

test('labels beside the identity, their order and empty ones do not matter', () => {
  const numberOf = counting();
  const first = numberOf(labels);
  const reversed = Object.fromEntries(Object.entries(labels).reverse());
  expect(numberOf({ ...reversed, response_code: '503', connection_security_policy: 'none' })).toBe(first);
  const { source_cluster, ...without } = labels;
  expect(source_cluster).toBe('Kubernetes');
  expect(numberOf({ ...without, source_cluster: '' })).toBe(numberOf(without));
});

test('bytes and requests of the same labels are apart, and ztunnel is told from sidecars by bytes alone', () => {
  const numberOf = counting();
  expect(numberOf(labels, true)).not.toBe(numberOf(labels, false));
  expect(numberOf({ ...labels, app: 'ztunnel' }, true)).not.toBe(numberOf(labels, true));
  expect(numberOf({ ...labels, app: 'ztunnel' }, false)).toBe(numberOf(labels, false));
});
