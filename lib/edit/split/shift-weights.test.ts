import fc from 'fast-check';
import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ChangePlan } from '../change-plan.ts';
import { inverseStep } from '../inverse-plan.ts';
import { routeRules } from './route-rules.ts';
import { shiftWeights } from './shift-weights.ts';

const ref = (kind = 'VirtualService') => ({
  cluster: clusterId.parse('Kubernetes'),
  group: kind === 'VirtualService' ? 'networking.istio.io' : 'gateway.networking.k8s.io',
  kind,
  namespace: 'shop',
  name: 'product',
});
const objectOf = (kind: string, spec: unknown, resourceVersion = '12'): KubeObject => ({
  apiVersion: kind === 'VirtualService' ? 'networking.istio.io/v1' : 'gateway.networking.k8s.io/v1',
  kind,
  metadata: { name: 'product', namespace: 'shop', resourceVersion, generation: 3 },
  spec,
});

const route = (weights: readonly (number | undefined)[]) =>
  objectOf('VirtualService', {
    hosts: ['product'],
    http: [
      {
        match: [{ headers: { cohort: { exact: 'beta' } } }],
        route: [{ destination: { host: 'product', subset: 'v2' } }],
      },
      {
        unknownField: { kept: true },
        route: weights.map((weight, i) => ({
          destination: { host: 'product', subset: `v${i + 1}` },
          ...(weight === undefined ? {} : { weight }),
        })),
      },
    ],
  });

const patchOf = (plan: ChangePlan) => {
  const [step] = plan.steps;
  if (step?.do !== 'patch') throw new Error('Not a patch.');
  return step.patch;
};
const patched = (object: KubeObject, plan: ChangePlan): KubeObject =>
  fastJsonPatch.applyPatch(
    structuredClone(object),
    patchOf(plan).map((one) => one as Operation),
    true,
  ).newDocument;
const planOf = (...args: Parameters<typeof shiftWeights>): ChangePlan => {
  const plan = shiftWeights(...args);
  if (!plan.ok) throw new Error(plan.error);
  return plan.value;
};

test('each destination and weight is tested to be the one that was seen, then only weights that change are written', () => {
  const plan = planOf(ref(), route([90, 10, 0]), { rule: 'http/1', weights: [75, 25, null] });
  expect(plan.steps).toMatchObject([{ do: 'patch', resourceVersion: '12', generation: 3 }]);
  const at = '/spec/http/1/route';
  expect(patchOf(plan)).toEqual([
    { op: 'test', path: `${at}/0/destination`, value: { host: 'product', subset: 'v1' } },
    { op: 'test', path: `${at}/0/weight`, value: 90 },
    { op: 'test', path: `${at}/1/destination`, value: { host: 'product', subset: 'v2' } },
    { op: 'test', path: `${at}/1/weight`, value: 10 },
    { op: 'test', path: `${at}/2/destination`, value: { host: 'product', subset: 'v3' } },
    { op: 'test', path: `${at}/2/weight`, value: 0 },
    { op: 'replace', path: `${at}/0/weight`, value: 75 },
    { op: 'replace', path: `${at}/1/weight`, value: 25 },
  ]);
});

test('an absent weight is added to, and left absent where it counts that much already', () => {
  const added = planOf(ref(), route([10, undefined]), { rule: 'http/1', weights: [5, 5] });
  expect(patchOf(added)).toContainEqual({ op: 'add', path: '/spec/http/1/route/1/weight', value: 5 });
  const left = planOf(ref(), route([10, undefined]), { rule: 'http/1', weights: [5, 0] });
  expect(patchOf(left).filter(({ op }) => op !== 'test')).toHaveLength(1);
  const backends = objectOf('HTTPRoute', {
    rules: [
      {
        backendRefs: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80, kind: 'Service', group: '', namespace: 'far' },
        ],
      },
    ],
  });
  const zero = patchOf(planOf(ref('HTTPRoute'), backends, { rule: 'rules/0', weights: [1, 0] }));
  const at = '/spec/rules/0/backendRefs';
  expect(zero).toEqual([
    { op: 'test', path: `${at}/0/name`, value: 'a' },
    { op: 'test', path: `${at}/0/port`, value: 80 },
    { op: 'test', path: `${at}/1/group`, value: '' },
    { op: 'test', path: `${at}/1/kind`, value: 'Service' },
    { op: 'test', path: `${at}/1/namespace`, value: 'far' },
    { op: 'test', path: `${at}/1/name`, value: 'b' },
    { op: 'test', path: `${at}/1/port`, value: 80 },
    { op: 'add', path: `${at}/1/weight`, value: 0 },
  ]);
});

test('another destination at the place is a conflict', () => {
  const plan = planOf(ref(), route([90, 10]), { rule: 'http/1', weights: [75, 25] });
  const other = objectOf(
    'VirtualService',
    parse('http: [{}, { route: [{ destination: { host: x }, weight: 90 }] }]'),
  );
  expect(() => patched(other, plan)).toThrow();
});

const lone = objectOf('VirtualService', { http: [{ route: [{ destination: { host: 'a' } }] }] });
const loneBackend = objectOf('TCPRoute', { rules: [{ backendRefs: [{ name: 'a' }] }] });
test.each([
  ['a rule that is not there', route([90, 10]), 'http/2', [1, 1], /has no rule http\/2/],
  ['another number of destinations', route([90, 10]), 'http/1', [100], /has 2 destinations, 1 weight were/],
  ['a sum of zero', route([90, 10]), 'http/1', [0, 0], /all weights are 0/],
  ['a sum of zero with what is left', route([90, 0]), 'http/1', [0, null], /all weights are 0/],
  ['a fraction', route([90, 10]), 'http/1', [0.5, 0.5], /whole number/],
  ['a weight below 0', route([90, 10]), 'http/1', [-1, 101], /whole number/],
  ['no change', route([90, 10]), 'http/1', [90, 10], /nothing changes/],
  ['a lone destination', lone, 'http/0', [50], /takes everything/],
  ['nothing for a lone backend', loneBackend, 'rules/0', [0], /all weights are 0/],
] as const)('refused: %s', (_, object, rule, weights, message) => {
  const result = shiftWeights(ref(object.kind), object, { rule, weights });
  expect(result.ok ? '' : result.error).toMatch(message);
});

test.each([
  ['{ mirror: { host: a } }', '{ mirror: { host: a }, mirrorPercentage: { value: 5 } }'],
  [
    '{ mirror: { host: a }, mirrorPercentage: { value: 100, x: 1 } }',
    '{ mirror: { host: a }, mirrorPercentage: { value: 5, x: 1 } }',
  ],
  ['{ mirror: { host: a }, mirrorPercent: 50 }', '{ mirror: { host: a }, mirrorPercentage: { value: 5 } }'],
  [
    '{ mirrors: [{ destination: { host: a }, x: 1 }] }',
    '{ mirrors: [{ destination: { host: a }, x: 1, percentage: { value: 5 } }] }',
  ],
])('a mirror percentage: %s', (before, after) => {
  const object = objectOf('VirtualService', { http: [parse(before)] });
  const plan = planOf(ref(), object, { rule: 'http/0', weights: [], mirrors: [5] });
  expect(patched(object, plan).spec).toEqual({ http: [parse(after)] });
});

test.each([
  ['{ backendRef: { name: a } }', 5, '{ backendRef: { name: a }, percent: 5 }'],
  ['{ backendRef: { name: a }, percent: 50 }', 5, '{ backendRef: { name: a }, percent: 5 }'],
  [
    '{ backendRef: { name: a }, percent: 50 }',
    0.5,
    '{ backendRef: { name: a }, fraction: { numerator: 5000, denominator: 1000000 } }',
  ],
  [
    '{ backendRef: { name: a }, fraction: { numerator: 1, denominator: 1000 } }',
    5,
    '{ backendRef: { name: a }, fraction: { numerator: 50, denominator: 1000 } }',
  ],
])('a mirror percentage of the Gateway API: %s to %d', (before, percent, after) => {
  const rule = (mirror: string) => ({
    rules: [{ filters: [{ type: 'RequestMirror', requestMirror: parse(mirror) }] }],
  });
  const object = objectOf('HTTPRoute', rule(before));
  const plan = planOf(ref('HTTPRoute'), object, { rule: 'rules/0', weights: [], mirrors: [percent] });
  expect(patched(object, plan).spec).toEqual(rule(after));
});

test('refused: a mirror that is not there, more than everything', () => {
  const shift = (mirrors: readonly number[]) =>
    shiftWeights(ref(), route([1, 1]), { rule: 'http/1', weights: [], mirrors });
  expect(shift([5])).toMatchObject({ ok: false });
  const object = objectOf('VirtualService', { http: [{ mirror: { host: 'a' } }] });
  expect(shiftWeights(ref(), object, { rule: 'http/0', weights: [], mirrors: [101] })).toMatchObject({
    ok: false,
  });
});

const extra = fc.dictionary(
  fc.constantFrom('x', 'a/b', '~', 'retries', 'headers'),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 3, noNullPrototype: true },
);
const weight = fc.oneof(fc.constant({}), fc.record({ weight: fc.nat(1000) }));
const text = fc.constantFrom('a', 'b', 'c.far.svc.cluster.local');
const ofIstio = fc
  .tuple(extra, weight, fc.record({ host: text, subset: text }))
  .map(([more, own, destination]) => ({ ...more, ...own, destination }));
const ofGateway = fc.tuple(extra, weight, text, fc.option(text)).map(([more, own, name, namespace]) => ({
  ...more,
  ...own,
  name,
  ...(namespace === null ? {} : { namespace }),
}));
const rulesWith = (list: string, one: fc.Arbitrary<object>) =>
  fc.array(
    fc
      .tuple(extra, fc.array(one, { minLength: 2, maxLength: 4 }))
      .map(([more, all]) => ({ ...more, [list]: all })),
    { minLength: 1, maxLength: 3 },
  );
const objects = fc.oneof(
  fc
    .tuple(fc.constantFrom('http', 'tls', 'tcp'), rulesWith('route', ofIstio), extra)
    .map(([list, rules, more]) => objectOf('VirtualService', { ...more, [list]: rules })),
  fc
    .tuple(
      fc.constantFrom('HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'),
      rulesWith('backendRefs', ofGateway),
      extra,
    )
    .map(([kind, rules, more]) => objectOf(kind, { ...more, rules })),
);

/** As the API server sends it: no prototypes to stumble over, no -0. */
const plain = (object: KubeObject): KubeObject => ({
  ...object,
  spec: JSON.parse(JSON.stringify(object.spec)),
});

/** Every field of an object with the place where it stands, but for the weights of one rule. */
const withoutWeights = (object: KubeObject, path: readonly (string | number)[]): unknown => {
  const copy = structuredClone(object);
  const list: unknown = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), copy);
  for (const one of Array.isArray(list) ? list : []) Reflect.deleteProperty(Object(one), 'weight');
  return copy;
};

test('property: of any route object a draft changes the addressed weights alone, and its inverse takes it back', () => {
  fc.assert(
    fc.property(
      objects.map(plain),
      fc.nat(2),
      fc.array(fc.option(fc.nat(1000)), { minLength: 4, maxLength: 4 }),
      (object, at, drafts) => {
        const rules = routeRules(object);
        const rule = rules[at % rules.length];
        if (rule === undefined) throw new Error('No rule.');
        const weights = drafts.slice(0, rule.destinations.length);
        const plan = shiftWeights(ref(object.kind), object, { rule: rule.id, weights });
        fc.pre(plan.ok);
        const after = patched(object, planOf(ref(object.kind), object, { rule: rule.id, weights }));
        expect(withoutWeights(after, rule.path)).toEqual(withoutWeights(object, rule.path));
        const now = routeRules(after).find(({ id }) => id === rule.id);
        for (const [i, one] of rule.destinations.entries())
          expect(now?.destinations[i]?.effective).toBe(weights[i] ?? one.effective);
        const back = inverseStep({ ref: ref(object.kind), before: object, after });
        if (back === null) throw new Error('Nothing to take back.');
        expect(patched(after, { steps: [back] })).toEqual(object);
      },
    ),
    { numRuns: 1000 },
  );
});
