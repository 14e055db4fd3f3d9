import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Result } from '#lib/core/result.ts';
import { objects } from '#lib/mesh/objects.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import type { ChangePlan } from '../change-plan.ts';
import { applied, firstOf, noLive, planned } from '../testing/applied.ts';
import { clearFault, setFault } from './fault.ts';
import { setHeaderCohort } from './header-cohort.ts';
import { setMirroring } from './mirroring.ts';
import { setRequestTimeout } from './request-timeout.ts';
import { setRetries } from './retries.ts';
import type { RuleTarget } from './rule-target.ts';

const service = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
`;
const kinds = {
  VirtualService: 'networking.istio.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
} as const;
const until = '2026-11-27T18:00:00Z';

/** A rule before and after an edit, both as YAML; a list of rules where there is more than one. */
function edits(
  kind: keyof typeof kinds,
  rule: string,
  plan: (
    cluster: ReturnType<typeof clusterOf>,
    target: Extract<RuleTarget, { rule: string }>,
  ) => Result<ChangePlan, string>,
  metadata = '',
) {
  const list = kind === 'VirtualService' ? 'http' : 'rules';
  const rest = kind === 'VirtualService' ? 'hosts: [cart], ' : 'parentRefs: [{ name: gw }], ';
  const cluster = clusterOf(`${service}
apiVersion: ${kinds[kind]}
kind: ${kind}
metadata: { name: cart, namespace: shop, resourceVersion: "7"${metadata} }
spec: { ${rest}${list}: [{ keeps: true, name: first, match: [{ port: 1 }], route: [{ destination: { host: cart } }] }, ${rule}] }`);
  const target = { ref: firstOf(cluster, kind), rule: `${list}/1` };
  const [object] = objects(applied(cluster, plan(cluster, target)), kind);
  const spec = object?.spec as Record<string, unknown[]>;
  const [first, ...rules] = spec[list] ?? [];
  expect(first).toMatchObject({ keeps: true });
  return { rules, annotations: object?.metadata.annotations };
}

const route =
  'route: [{ destination: { host: cart, subset: v1 }, weight: 90 }, { destination: { host: cart, subset: v2 }, weight: 10 }], x: 1';
const backends =
  'backendRefs: [{ name: cart-v1, port: 80, weight: 90 }, { name: cart-v2, port: 80, weight: 10 }], x: 1';

test.each([
  ['set', 'VirtualService', `{ ${route} }`, 1500, `{ ${route}, timeout: 1500ms }`],
  ['changed', 'VirtualService', `{ ${route}, timeout: 3s }`, 2000, `{ ${route}, timeout: 2s }`],
  ['removed', 'VirtualService', `{ ${route}, timeout: 3s }`, null, `{ ${route} }`],
  ['set', 'HTTPRoute', `{ ${backends} }`, 2000, `{ ${backends}, timeouts: { request: 2s } }`],
  ['removed', 'HTTPRoute', `{ ${backends}, timeouts: { request: 2s } }`, null, `{ ${backends} }`],
  [
    'removed beside another',
    'HTTPRoute',
    `{ ${backends}, timeouts: { request: 2s, backendRequest: 1s } }`,
    null,
    `{ ${backends}, timeouts: { backendRequest: 1s } }`,
  ],
] as const)('a timeout is %s: %s', (_, kind, before, timeoutMs, after) => {
  const { rules } = edits(kind, before, (cluster, target) =>
    setRequestTimeout(cluster, noLive, { target, timeoutMs }),
  );
  expect(rules).toEqual([parse(after)]);
});

test.each([
  [
    'set',
    'VirtualService',
    `{ ${route} }`,
    { attempts: 3, perTryMs: 2000, on: '5xx' },
    `{ ${route}, retries: { attempts: 3, perTryTimeout: 2s, retryOn: 5xx } }`,
  ],
  [
    'changed, the rest left',
    'VirtualService',
    `{ ${route}, retries: { attempts: 1, perTryTimeout: 1s, retryOn: 5xx, backoff: 1s } }`,
    { attempts: 2, perTryMs: null },
    `{ ${route}, retries: { attempts: 2, retryOn: 5xx, backoff: 1s } }`,
  ],
  [
    'none at all',
    'VirtualService',
    `{ ${route}, retries: { attempts: 1, retryOn: 5xx } }`,
    { attempts: 0 },
    `{ ${route}, retries: { attempts: 0 } }`,
  ],
  ['the default again', 'VirtualService', `{ ${route}, retries: { attempts: 1 } }`, null, `{ ${route} }`],
  [
    'set',
    'HTTPRoute',
    `{ ${backends} }`,
    { attempts: 3, perTryMs: 250 },
    `{ ${backends}, retry: { attempts: 3 }, timeouts: { backendRequest: 250ms } }`,
  ],
  [
    'removed',
    'HTTPRoute',
    `{ ${backends}, retry: { attempts: 3 }, timeouts: { backendRequest: 1s } }`,
    null,
    `{ ${backends} }`,
  ],
] as const)('retries are %s: %s', (_, kind, before, retries, after) => {
  const { rules } = edits(kind, before, (cluster, target) =>
    setRetries(cluster, noLive, { target, retries }),
  );
  expect(rules).toEqual([parse(after)]);
});

const to = { host: 'cart', namespace: null, subset: 'v2', port: null, percent: 5 };
test.each([
  [
    'set',
    'VirtualService',
    `{ ${route} }`,
    to,
    `{ ${route}, mirror: { host: cart, subset: v2 }, mirrorPercentage: { value: 5 } }`,
  ],
  [
    'replaced in the list',
    'VirtualService',
    `{ ${route}, mirrors: [{ destination: { host: a } }, { destination: { host: b } }] }`,
    to,
    `{ ${route}, mirrors: [{ destination: { host: cart, subset: v2 }, percentage: { value: 5 } }, { destination: { host: b } }] }`,
  ],
  ['removed', 'VirtualService', `{ ${route}, mirror: { host: a }, mirrorPercent: 5 }`, null, `{ ${route} }`],
  [
    'set',
    'HTTPRoute',
    `{ ${backends}, filters: [{ type: URLRewrite }] }`,
    { ...to, subset: null, port: 80 },
    `{ ${backends}, filters: [{ type: URLRewrite }, { type: RequestMirror, requestMirror: { percent: 5, backendRef: { name: cart, port: 80 } } }] }`,
  ],
  [
    'removed',
    'HTTPRoute',
    `{ ${backends}, filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: a } } }] }`,
    null,
    `{ ${backends} }`,
  ],
] as const)('a mirror is %s: %s', (_, kind, before, mirror, after) => {
  const { rules } = edits(kind, before, (cluster, target) =>
    setMirroring(cluster, noLive, { target, mirror }),
  );
  expect(rules).toEqual([parse(after)]);
});

const header = { name: 'X-User', how: 'exact', value: 'ann' } as const;
test('a cohort gets a rule before the one it is of, which asks for as much and does the same', () => {
  const istio = `name: all, match: [{ uri: { prefix: /a } }, { headers: { b: {} } }], ${route}, timeout: 3s`;
  const plan = (cluster: ReturnType<typeof clusterOf>, target: RuleTarget) =>
    setHeaderCohort(cluster, noLive, { target, header, destination: 1 });
  expect(edits('VirtualService', `{ ${istio} }`, plan).rules).toEqual([
    parse(`{ name: all-x-user, match: [{ uri: { prefix: /a }, headers: { x-user: { exact: ann } } },
      { headers: { b: {}, x-user: { exact: ann } } }],
      route: [{ destination: { host: cart, subset: v2 } }], x: 1, timeout: 3s }`),
    parse(`{ ${istio} }`),
  ]);
  expect(edits('HTTPRoute', `{ ${backends} }`, plan).rules).toEqual([
    parse(`{ matches: [{ headers: [{ type: Exact, name: X-User, value: ann }] }],
      backendRefs: [{ name: cart-v2, port: 80 }], x: 1 }`),
    parse(`{ ${backends} }`),
  ]);
});

const fault = { delay: { ms: 5000, percent: 10 }, abort: { httpStatus: 503, percent: 2.5 } };
const written =
  'fault: { delay: { fixedDelay: 5s, percentage: { value: 10 } }, abort: { httpStatus: 503, percentage: { value: 2.5 } } }';
const annotated = `, annotations: { kept: "1", weft.dev/fault-until: "${until}" }`;
test('a fault stands in its rule, the reminder on the object', () => {
  const set = edits('VirtualService', `{ ${route} }`, (cluster, target) =>
    setFault(cluster, noLive, { target, fault, header: null, until }),
  );
  expect(set.rules).toEqual([parse(`{ ${route}, ${written} }`)]);
  expect(set.annotations).toEqual({ 'weft.dev/fault-until': until });
  const cleared = edits(
    'VirtualService',
    `{ ${route}, ${written} }`,
    (cluster, target) => clearFault(cluster, noLive, target),
    annotated,
  );
  expect(cleared).toEqual({ rules: [parse(`{ ${route} }`)], annotations: { kept: '1' } });
});

test('a fault for a header has a rule of its own, and goes with it', () => {
  const own = `name: weft-fault, match: [{ headers: { x-user: { exact: ann } } }], ${route}, ${written}`;
  const set = edits('VirtualService', `{ ${route} }`, (cluster, target) =>
    setFault(cluster, noLive, { target, fault, header, until }),
  );
  expect(set.rules).toEqual([parse(`{ ${own} }`), parse(`{ ${route} }`)]);
  const cleared = edits(
    'VirtualService',
    `{ ${own} }, { ${route} }`,
    (cluster, target) => clearFault(cluster, noLive, target),
    annotated,
  );
  expect(cleared).toEqual({ rules: [parse(`{ ${route} }`)], annotations: { kept: '1' } });
});

test('the reminder stays while another rule has a fault', () => {
  const { annotations } = edits(
    'VirtualService',
    `{ ${route}, ${written} }, { ${route}, ${written} }`,
    (cluster, target) => clearFault(cluster, noLive, target),
    annotated,
  );
  expect(annotations).toMatchObject({ 'weft.dev/fault-until': until });
});

test('a service that no route governs gets a rule that sends everything where it goes', () => {
  const cluster = clusterOf(service);
  const target = { service: { namespace: 'shop', name: 'cart' } };
  const plan = planned(setFault(cluster, noLive, { target, fault, header: null, until }));
  expect(plan.steps).toMatchObject([
    {
      do: 'create',
      object: {
        apiVersion: 'networking.istio.io/v1',
        metadata: { name: 'cart', namespace: 'shop', annotations: { 'weft.dev/fault-until': until } },
        spec: {
          hosts: ['cart'],
          http: [{ route: [{ destination: { host: 'cart' } }], ...parse(`{ ${written} }`) }],
        },
      },
    },
  ]);
  const again = setRequestTimeout(applied(cluster, { ok: true, value: plan }), noLive, {
    target,
    timeoutMs: 1000,
  });
  expect(again).toEqual({
    ok: false,
    error: 'VirtualService shop/cart decides for cart already: edit one of its rules.',
  });
});

test('every HTTP port of a service gets the rule, none of bytes', () => {
  const cluster = clusterOf(
    service.replace('port: 80 }', 'port: 80 }, { name: grpc, port: 81 }, { name: tcp, port: 82 }'),
  );
  const target = { service: { namespace: 'shop', name: 'cart' } };
  const [object] = objects(
    applied(cluster, setRequestTimeout(cluster, noLive, { target, timeoutMs: 1000 })),
    'VirtualService',
  );
  const rule = (port: number) =>
    parse(
      `{ match: [{ port: ${port} }], timeout: 1s, route: [{ destination: { host: cart, port: { number: ${port} } } }] }`,
    );
  expect(object?.spec?.http).toEqual([rule(80), rule(81)]);
});

const cluster = clusterOf(`${service}
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], http: [{ delegate: { name: leaf } }, { route: [], timeout: 1s }], tcp: [{ route: [] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec: { rules: [{ timeouts: { request: 2s, backendRequest: 1s } }] }`);
const at = (rule: string): RuleTarget => ({ ref: firstOf(cluster, 'VirtualService'), rule });
const k8s: RuleTarget = { ref: firstOf(cluster, 'HTTPRoute'), rule: 'rules/0' };
const gone = { service: { namespace: 'shop', name: 'gone' } };
test.each([
  [
    'a delegated rule',
    setRequestTimeout(cluster, noLive, { target: at('http/0'), timeoutMs: 1 }),
    /VirtualService shop\/leaf decides/,
  ],
  [
    'what is so already',
    setRequestTimeout(cluster, noLive, { target: at('http/1'), timeoutMs: 1000 }),
    /Nothing changes/,
  ],
  [
    'a tcp rule',
    setRequestTimeout(cluster, noLive, { target: at('tcp/0'), timeoutMs: 1 }),
    /only HTTP rules/,
  ],
  ['no such rule', setRequestTimeout(cluster, noLive, { target: at('http/9'), timeoutMs: 1 }), /has no rule/],
  ['no such service', setRequestTimeout(cluster, noLive, { target: gone, timeoutMs: 1 }), /is not there/],
  ['a timeout of 0', setRequestTimeout(cluster, noLive, { target: at('http/1'), timeoutMs: 0 }), /1 or more/],
  [
    'a timeout below that of a try',
    setRequestTimeout(cluster, noLive, { target: k8s, timeoutMs: 500 }),
    /shorten that first/,
  ],
  [
    'a try above the timeout',
    setRetries(cluster, noLive, { target: k8s, retries: { attempts: 1, perTryMs: 3000 } }),
    /may not take longer/,
  ],
  [
    'conditions without attempts',
    setRetries(cluster, noLive, { target: at('http/1'), retries: { attempts: 0, on: '5xx' } }),
    /Without attempts/,
  ],
  [
    'conditions of an HTTPRoute',
    setRetries(cluster, noLive, { target: k8s, retries: { attempts: 1, on: '5xx' } }),
    /status codes/,
  ],
  [
    'a fault of an HTTPRoute',
    setFault(cluster, noLive, { target: k8s, fault, header: null, until }),
    /no fault injection/,
  ],
  [
    'a fault of nothing',
    setFault(cluster, noLive, {
      target: at('http/1'),
      fault: { delay: null, abort: null },
      header: null,
      until,
    }),
    /or both/,
  ],
  [
    'a fault without a reminder',
    setFault(cluster, noLive, { target: at('http/1'), fault, header: null, until: 'soon' }),
    /no[t]? a moment/,
  ],
  [
    'no fault to clear',
    clearFault(cluster, noLive, { ref: firstOf(cluster, 'VirtualService'), rule: 'http/1' }),
    /injects no fault/,
  ],
  [
    'a header with a space',
    setHeaderCohort(cluster, noLive, {
      target: at('http/1'),
      header: { ...header, name: 'a b' },
      destination: 0,
    }),
    /name of the header/,
  ],
  [
    'no such destination',
    setHeaderCohort(cluster, noLive, { target: at('http/1'), header, destination: 0 }),
    /no such destination/,
  ],
  [
    'a mirror of nothing',
    setMirroring(cluster, noLive, { target: at('http/1'), mirror: { ...to, percent: 0 } }),
    /more than 0/,
  ],
  ['a mirror to a subset', setMirroring(cluster, noLive, { target: k8s, mirror: to }), /no subsets/],
])('refused: %s', (_, plan, message) => {
  expect(plan.ok ? '' : plan.error).toMatch(message);
});
