import { expect, test } from 'vitest';
import { findingsResponse } from '#lib/api/findings-contract.ts';
import { snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { packedResponse } from '../http/packed-response.ts';
import { params, parseParams } from '../http/parse.ts';
import { listFindings } from './list-findings.ts';
import { readStatus } from './status.ts';
import { at, contextOf } from './testing/context.ts';

const route = (namespace: string, name: string, annotations = '{}') => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace}, annotations: ${annotations} }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: crat } }] }] }
`;
const cart = 'apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\n';
const yaml = [
  cart,
  route('shop', 'cart'),
  route('shop', 'quiet', '{ galley.istio.io/analyze-suppress: "*" }'),
  route('bank', 'ledger'),
].join('');

const query = (text = '') => parseParams(new Request(`http://weft/api/v1/findings?${text}`), params.findings);
const namesOf = ({ findings }: ReturnType<typeof listFindings>) =>
  findings.filter(({ code }) => code === 'IST0101').map(({ object }) => object.name);

test('findings say since when, where the graph shows them, and what is suppressed is counted', () => {
  const { ctx } = contextOf({ snapshot: snapshotOf(yaml), samples: [] });
  const answer = listFindings(ctx, query('code=IST0101'));
  findingsResponse.parse(answer);
  expect(namesOf(answer)).toEqual(['cart', 'ledger']);
  expect(answer).toMatchObject({ counts: { error: 2 }, suppressed: 1, watchedSince: at, unread: [] });
  // The route is for cart, and crat was probably meant to be it.
  expect(answer.findings[0]?.node).toBe('svc/Kubernetes/shop/cart');
  const loud = listFindings(ctx, query('code=IST0101&suppressed=1'));
  expect(loud.findings.find(({ object }) => object.name === 'quiet')?.suppressed).toEqual({
    by: 'annotation',
    as: 'galley.istio.io/analyze-suppress',
  });
});

test.each([
  ['namespaces=bank', ['ledger']],
  ['kind=VirtualService&level=error', ['cart', 'ledger']],
  ['level=info', []],
  ['text=ledger', ['ledger']],
  ['code=KIA1101', ['cart', 'ledger']],
  [`since=${at + 1}`, []],
])('?%s', (text, names) => {
  const { ctx } = contextOf({ snapshot: snapshotOf(yaml), samples: [] });
  expect(namesOf(listFindings(ctx, query(text)))).toEqual(names);
});

test('a viewer reads of own namespaces only, in counts and on the graph too', () => {
  const { ctx } = contextOf({ snapshot: snapshotOf(yaml), samples: [], namespaces: ['bank'] });
  const answer = listFindings(ctx, query('suppressed=1'));
  expect(JSON.stringify(answer)).not.toContain('shop');
  expect(answer.suppressed).toBe(0);
  expect(readStatus(ctx).findings?.error).toBe(answer.counts.error);
});

test('a kind that may not be listed is said, with the checks that say nothing for it', () => {
  const snapshot = snapshotOf(yaml);
  const clusters = new Map(
    [...snapshot.clusters].map(([id, cluster]) => [
      id,
      {
        ...cluster,
        states: new Map([...cluster.states, ['Service', { phase: 'forbidden', reason: 'no' }] as const]),
      },
    ]),
  );
  const { ctx } = contextOf({ snapshot: { ...snapshot, clusters }, samples: [] });
  const { unread, findings } = listFindings(ctx, query());
  expect(unread).toMatchObject([{ kind: 'Service', phase: 'forbidden', reason: 'no' }]);
  expect(unread[0]?.checks).toBeGreaterThan(10);
  expect(findings.filter(({ code }) => code === 'IST0101')).toEqual([]);
});

test('all of it is made once for as long as nothing changes, whoever asks', async () => {
  const { ctx } = contextOf({ snapshot: snapshotOf(yaml), samples: [] });
  const first = listFindings(ctx, query('suppressed=1'));
  expect(listFindings(ctx, query('suppressed=1'))).toBe(first);
  const request = new Request('http://weft/api/v1/findings?suppressed=1');
  const tag = (await packedResponse(request, first, first)).headers.get('etag') ?? '';
  const again = new Request(request, { headers: { 'if-none-match': tag } });
  expect((await packedResponse(again, first, first)).status).toBe(304);
});

test('a parameter that means nothing is refused', () => {
  expect(() => query('level=fatal')).toThrow(/level/);
  expect(() => query('severity=error')).toThrow(/severity/);
});

test('the status waits for no check: before the first look it says so', () => {
  const { ctx } = contextOf({ snapshot: snapshotOf(yaml), samples: [] });
  expect(readStatus(ctx).findings).toBeNull();
});
