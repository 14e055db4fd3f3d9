import { expect, test } from 'vitest';
import type { ListedObject } from '#lib/api/object-contract.ts';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { filterObjects, type ObjectFilter, sortObjects } from './choose-objects.ts';

function listed(
  kind: string,
  namespace: string,
  name: string,
  more: Partial<ListedObject> = {},
): ListedObject {
  return {
    object: { cluster: clusterId.parse('c'), group: '', kind, namespace, name },
    findings: { error: 0, warning: 0, info: 0 },
    codes: [],
    managedBy: null,
    changed: null,
    ...more,
  };
}

const all = [
  listed('VirtualService', 'shop', 'cart', {
    findings: { error: 0, warning: 12, info: 3 },
    codes: ['IST0130'],
  }),
  listed('DestinationRule', 'shop', 'cart', {
    findings: { error: 1, warning: 0, info: 0 },
    codes: ['WEFT1020'],
    managedBy: { by: 'argo-cd', name: 'shop-app' },
    changed: epochSeconds.parse(200),
  }),
  listed('Gateway', 'edge', 'public', {
    changed: epochSeconds.parse(100),
    managedBy: { by: 'helm', name: null },
  }),
];

const none: ObjectFilter = { namespaces: [], kinds: [], levels: [], codes: [], managers: [], text: '' };
const names = (objects: readonly ListedObject[]) =>
  objects.map(({ object }) => `${object.kind} ${object.name}`);

test.each<[string, Partial<ObjectFilter>, string[]]>([
  ['nothing', {}, ['VirtualService cart', 'DestinationRule cart', 'Gateway public']],
  ['a namespace', { namespaces: ['edge'] }, ['Gateway public']],
  ['kinds', { kinds: ['Gateway', 'VirtualService'] }, ['VirtualService cart', 'Gateway public']],
  ['a level', { levels: ['warning'] }, ['VirtualService cart']],
  ['a code', { codes: ['WEFT1020'] }, ['DestinationRule cart']],
  ['a manager', { managers: ['helm'] }, ['Gateway public']],
  ['what nobody manages', { managers: ['nobody'] }, ['VirtualService cart']],
  ['words, each somewhere', { text: 'SHOP-app  rule' }, ['DestinationRule cart']],
  ['words that do not occur together', { text: 'edge cart' }, []],
])('asking for %s', (_, filter, expected) => {
  expect(names(filterObjects(all, { ...none, ...filter }))).toEqual(expected);
});

test('one error is worse than twelve warnings', () => {
  expect(names(sortObjects(all, { column: 'findings', descending: true }))).toEqual([
    'DestinationRule cart',
    'VirtualService cart',
    'Gateway public',
  ]);
});

test('the newest first; what is alike stands by place, whichever way it is sorted', () => {
  expect(names(sortObjects(all, { column: 'changed', descending: true }))[0]).toBe('DestinationRule cart');
  for (const descending of [true, false])
    expect(names(sortObjects(all.slice(0, 2), { column: 'namespace', descending }))).toEqual([
      'DestinationRule cart',
      'VirtualService cart',
    ]);
});
