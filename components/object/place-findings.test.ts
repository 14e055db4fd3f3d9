import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { lineOfField, placeFindings } from './place-findings.ts';

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
spec:
  hosts:
    - cart
    - crat
  http:
    - route:
        - destination:
            host: cart
`;

const at = (path: string): Finding => ({
  code: 'IST0101',
  level: 'error',
  object: refTo('VirtualService', 'cart'),
  path,
  args: {},
});

test.each([
  ['spec.hosts[1]', 8],
  ['spec.http[0].route[0].destination.host', 12],
  ['spec.http[0].retries.attempts', 10],
  ['metadata.labels', 3],
  ['', 1],
])('%s is at line %d, or what is written of it', (path, line) => {
  expect(lineOfField(text, path)).toBe(line);
});

test('findings stand in the order of their lines; text that is no YAML does not throw', () => {
  const found = [at('spec.http[0]'), at('spec.hosts[0]')];
  expect(placeFindings(text, found).map(({ line }) => line)).toEqual([7, 10]);
  expect(placeFindings('a: [', found)).toHaveLength(2);
});
