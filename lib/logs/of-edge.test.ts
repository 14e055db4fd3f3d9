import { expect, test } from 'vitest';
import { type AccessFields, fieldsOf, type WrittenFields } from './access-fields.ts';
import { explainDetails } from './explain-details.ts';
import { isFailure } from './is-failure.ts';
import { type EdgeSubject, isCarried, isFromCallee, isFromCaller } from './of-edge.ts';

const line = (written: WrittenFields): AccessFields => {
  const fields = fieldsOf(written);
  if (fields === null) throw new Error('The line cannot be read.');
  return fields;
};

/** From front (10.0.0.2) to cart, whose version at the other end has 10.0.0.3. */
const edge: EdgeSubject = {
  hosts: new Set(['cart.shop.svc.cluster.local', 'cart', 'cart.shop', 'cart.shop.svc']),
  cluster: null,
  callee: new Set(['10.0.0.3']),
  caller: new Set(['10.0.0.2']),
  callerIsGateway: false,
  isProxied: (address) => address.startsWith('10.0.'),
};
const cart = 'outbound|8080||cart.shop.svc.cluster.local';

test.each<[string, WrittenFields, Partial<EdgeSubject>, boolean]>([
  ['to the callee’s pod', { upstreamCluster: cart, upstreamHost: '10.0.0.3:8080' }, {}, true],
  ['to a pod of another version', { upstreamCluster: cart, upstreamHost: '10.0.0.4:8080' }, {}, false],
  ['to no host, by the service', { upstreamCluster: cart, flags: 'UH' }, {}, true],
  ['to another service', { upstreamCluster: 'outbound|80||pay.shop.svc.cluster.local' }, {}, false],
  ['to no cluster, by the name called', { authority: 'CART:8080', flags: 'NR' }, {}, true],
  ['to no cluster, by another name', { authority: 'pay', flags: 'NR' }, {}, false],
  [
    'arriving at the caller itself',
    { upstreamCluster: 'inbound|80||', upstreamHost: '10.0.0.3:80' },
    {},
    false,
  ],
  ['to what no registry knows', { upstreamCluster: 'PassthroughCluster' }, {}, false],
  [
    'to what no registry knows, of that edge',
    { upstreamCluster: 'PassthroughCluster' },
    { cluster: 'PassthroughCluster' },
    true,
  ],
])('the caller’s line %s', (_name, written, more, expected) => {
  expect(isFromCaller(line(written), { ...edge, ...more })).toBe(expected);
});

test.each<[string, WrittenFields, Partial<EdgeSubject>, boolean]>([
  ['from the caller', { upstreamCluster: 'inbound|8080||', downstreamRemote: '10.0.0.2:40000' }, {}, true],
  ['from another', { upstreamCluster: 'inbound|8080||', downstreamRemote: '10.0.0.9:40000' }, {}, false],
  [
    'cut off before a route',
    { downstreamRemote: '10.0.0.2:40000', flags: 'NR', details: 'filter_chain_not_found' },
    {},
    true,
  ],
  [
    'from the caller to another service',
    {
      upstreamCluster: 'inbound|8080||',
      downstreamRemote: '10.0.0.2:1',
      serverName: 'outbound_.80_._.other.shop.svc.cluster.local',
    },
    {},
    false,
  ],
  [
    'from a gateway’s client',
    { upstreamCluster: 'inbound|8080||', downstreamRemote: '203.0.113.7:0' },
    { callerIsGateway: true },
    true,
  ],
  [
    'from who has no proxy',
    { upstreamCluster: 'inbound|8080||', downstreamRemote: '192.168.1.4:5' },
    { caller: null },
    true,
  ],
  [
    'from who has one, on the edge of who has not',
    { upstreamCluster: 'inbound|8080||', downstreamRemote: '10.0.0.2:5' },
    { caller: null },
    false,
  ],
  ['of a call that the callee makes', { upstreamCluster: cart, downstreamRemote: '10.0.0.2:5' }, {}, false],
])('the callee’s line %s', (_name, written, more, expected) => {
  expect(isFromCallee(line(written), { ...edge, ...more })).toBe(expected);
});

test('a connection of ztunnel belongs to the edge between its pods', () => {
  const seen = {
    direction: 'inbound',
    source: 'front-1',
    target: 'cart-1',
    sourceNamespace: 'shop',
    targetNamespace: 'shop',
    service: null,
    error: null,
  } as const;
  expect(isCarried(seen, { caller: new Set(['front-1']), callee: new Set(['cart-1']) })).toBe(true);
  expect(isCarried(seen, { caller: new Set(['front-1']), callee: new Set(['pay-1']) })).toBe(false);
  expect(isCarried({ ...seen, source: null }, { caller: new Set(['front-1']), callee: null })).toBe(false);
});

test.each<[WrittenFields, boolean]>([
  [{ method: 'GET', code: '200' }, false],
  [{ method: 'GET', code: '403' }, true],
  [{ method: 'GET', code: '0', flags: 'DC' }, true],
  [{ method: 'GET', code: '200', flags: 'DI' }, false],
  [{ code: '0' }, false],
  [{ code: '0', flags: 'UF' }, true],
])('%o is a failure: %s', (written, expected) => {
  expect(isFailure(line(written))).toBe(expected);
});

test('details are put in words, the longer match first', () => {
  expect(explainDetails('upstream_reset_before_response_started{connection_termination}')).toContain(
    'closed the connection',
  );
  expect(explainDetails('rbac_access_denied_matched_policy[none]')).toContain('none of them');
  expect(explainDetails('of_another_filter')).toBe('');
});
