import { expect, test } from 'vitest';
import { reviewRequest, reviewResponse } from '#lib/api/findings-contract.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { reviewDraft } from './review.ts';
import { contextOf, type World } from './testing/context.ts';

const world: World = {
  snapshot: mesh([
    ...workload('shop', 'cart'),
    service('shop', 'cart'),
    ...workload('bank', 'ledger'),
    service('bank', 'ledger'),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { hosts: ['cart'], http: [{ route: [{ destination: { host: 'crat' } }] }] },
    },
  ]),
  samples: [],
};

const review = (text: string, more = {}, namespaces: ReadonlySet<string> | null = null) => {
  const { ctx } = contextOf(world);
  const viewer = { ...ctx.viewer, namespaces };
  const answer = reviewDraft({ ...ctx, viewer }, reviewRequest.parse({ text, ...more }));
  return reviewResponse.parse(answer);
};
const codes = (found: readonly { code: string; line?: number | null }[]) =>
  found.map(({ code, line }) => `${code}${line === undefined ? '' : ` ${line}`}`);

const route = (host: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination:
            host: ${host}
`;

test('a draft that mends a route makes its finding go', () => {
  const { objects, appeared, gone, kept } = review(route('cart'));
  expect(objects).toMatchObject([{ change: 'changed', line: 1 }]);
  expect(codes(gone)).toEqual(['IST0101']);
  expect([...appeared, ...kept]).toEqual([]);
});

test('a draft that breaks it otherwise brings one, at the line of the draft', () => {
  const { appeared, gone } = review(route('wbe'));
  expect(codes(appeared)).toEqual(['IST0101 9']);
  expect(codes(gone)).toEqual(['IST0101']);
});

test('what is as it was stays; a second document is created', () => {
  const { objects, kept } = review(
    `${route('crat')}---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ name: http, port: 80 }] }
`,
    { namespace: 'shop' },
  );
  expect(objects.map(({ change, line }) => `${change} ${line}`)).toEqual(['same 1', 'created 11']);
  expect(codes(kept)).toEqual(['IST0101 9']);
});

test('what dangles when a Service is removed is told, though it is in no draft', () => {
  const [service] = review('').objects;
  expect(service).toBeUndefined();
  const ref = {
    cluster: [...world.snapshot.clusters.keys()][0],
    group: '',
    kind: 'Service',
    namespace: 'bank',
    name: 'ledger',
  };
  const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ledger, namespace: bank }
spec: { hosts: [ledger], http: [{ route: [{ destination: { host: ledger } }] }] }
`;
  const { objects, appeared } = review(text, { remove: [ref] });
  expect(objects.map(({ change }) => change)).toEqual(['created', 'removed']);
  expect(codes(appeared)).toContain('IST0101 4');
});

test('text that cannot be read, and kinds that are not read, are told at their lines', () => {
  const { problems, objects } = review('a: [\n---\napiVersion: v1\nkind: Thing\nmetadata: { name: x }\n');
  expect(problems.map(({ says }) => says)).toEqual([
    expect.stringContaining('is not YAML'),
    expect.stringContaining('does not read'),
  ]);
  expect(objects).toEqual([]);
});

test('who may not read a namespace is told nothing of it', () => {
  expect(review(route('cart'), {}, new Set(['bank'])).gone).toEqual([]);
});

test('a cluster that is not there is an error that says so', () => {
  expect(() => review('', { cluster: 'nowhere' })).toThrow('There is no cluster nowhere.');
});
