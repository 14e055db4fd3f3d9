import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { codeInfo, codes } from '../codes.ts';
import { causeOf, culpritArgs } from './cause.ts';
import { everyFinding, filterFindings } from './filter-findings.ts';
import { groupByCause, type ListedFinding } from './group-by-cause.ts';

const cluster = clusterId.parse('c');

interface Given {
  readonly namespace?: string | null;
  readonly name?: string;
  readonly kind?: string;
  readonly level?: Finding['level'];
  readonly args?: Finding['args'];
  readonly since?: number | null;
  readonly suppressed?: Finding['suppressed'];
}

function found(code: string, given: Given = {}): ListedFinding {
  const { namespace = 'shop', name = 'cart', kind = 'VirtualService', level = 'error', args = {} } = given;
  const { since = 100 } = given;
  return {
    code,
    level,
    object: { cluster, group: 'networking.istio.io', kind, namespace, name },
    path: 'spec',
    args,
    since: since === null ? null : epochSeconds.parse(since),
    ...(given.suppressed === undefined ? {} : { suppressed: given.suppressed }),
  };
}

const missing = (host: string, given: Given = {}) =>
  found('IST0101', { ...given, args: { what: 'host', name: host } });

test('one missing host is one cause, however many routes name it and however short', () => {
  const routes = [
    missing('crat', { name: 'a' }),
    missing('crat', { name: 'b' }),
    missing('crat.shop.svc.cluster.local', { name: 'c', namespace: 'bank' }),
  ];
  expect(groupByCause(routes.slice(0, 2))[0]?.text).toBe('The host "crat" does not exist.');
  expect(groupByCause(routes)[0]?.text).toBeNull();
  expect(groupByCause(routes).map(({ cause, findings }) => [cause.culprit, findings.length])).toEqual([
    ['host crat.shop.svc.cluster.local', 3],
  ]);
});

test('the same short name in two namespaces is two causes, and a mirror to a host the same as a route', () => {
  expect(causeOf(missing('crat')).key).not.toBe(causeOf(missing('crat', { namespace: 'bank' })).key);
  const mirror = found('IST0101', { args: { what: 'mirror host', name: 'crat' } });
  expect(causeOf(mirror)).toEqual(causeOf(missing('crat')));
});

test('a code without a shared thing is a cause by itself', () => {
  expect(causeOf(found('IST0106', { args: { why: 'a' } }))).toEqual({
    key: 'IST0106',
    code: 'IST0106',
    culprit: null,
  });
});

test.each(Object.entries(culpritArgs))('the text of %s says what its findings share: %j', (code, names) => {
  const info = codeInfo(code);
  const shared = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
  // Texts with several forms: the one that names the most.
  const told = info?.text({ why: 'form', ...shared, what: 'subset' }) ?? '';
  expect(names.filter((name) => name !== 'what' && !told.includes(`<${name}>`))).toEqual([]);
});

test('the worst cause is first, then the one with most; what is suppressed altogether is last', () => {
  const quiet = { by: 'setting', as: 'IST0106' } as const;
  const groups = groupByCause([
    found('IST0118', { level: 'info' }),
    found('IST0106', { suppressed: quiet }),
    missing('a'),
    missing('b', { since: 300 }),
    missing('b', { since: null }),
  ]);
  expect(
    groups.map(({ cause, level, newest, suppressed }) => [cause.code, level, newest, suppressed]),
  ).toEqual([
    ['IST0101', 'error', 300, 0],
    ['IST0101', 'error', 100, 0],
    ['IST0118', 'info', 100, 0],
    ['IST0106', 'error', 100, 1],
  ]);
});

test.each([
  [{ namespaces: ['shop'] }, 'abn'],
  [{ kinds: ['Gateway'] }, 'c'],
  [{ levels: ['info'] }, 'b'],
  [{ codes: ['IST0101'] }, 'a'],
  [{ codes: ['KIA1101'] }, 'a'],
  [{ text: 'CRAT exist' }, 'a'],
  [{ text: 'shop/b' }, 'b'],
  [{ since: epochSeconds.parse(150) }, 'b'],
  [{ suppressed: false }, 'abn'],
] as const)('filter %j lets %s pass', (filter, names) => {
  const findings = [
    missing('crat', { name: 'a' }),
    found('IST0118', { name: 'b', level: 'info', since: 200 }),
    found('IST0145', {
      name: 'c',
      kind: 'Gateway',
      namespace: 'infra',
      suppressed: { by: 'annotation', as: 'x' },
    }),
    found('IST0102', { name: 'shop', kind: 'Namespace', namespace: null, since: null, level: 'warning' }),
  ];
  const passed = filterFindings(findings, { ...everyFinding, ...filter });
  expect(passed.map(({ object }) => (object.kind === 'Namespace' ? 'n' : object.name)).join('')).toBe(names);
});

test('grouping loses nothing and counts nothing twice', () => {
  const one = fc.record({
    code: fc.constantFrom(...Object.keys(codes)),
    args: fc.dictionary(fc.constantFrom('what', 'name', 'host', 'pod', '__proto__'), fc.string()),
  });
  fc.assert(
    fc.property(fc.array(one), (given) => {
      const findings = given.map(({ code, args }) => found(code, { args }));
      const grouped = groupByCause(findings).flatMap((group) => group.findings);
      expect(new Set(grouped)).toEqual(new Set(findings));
      expect(grouped).toHaveLength(findings.length);
    }),
  );
});
