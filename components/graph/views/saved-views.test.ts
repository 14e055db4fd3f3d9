import { expect, test } from 'vitest';
import { dropView, isShown, keepView, openSearch, readViews, renameView, searchOf } from './saved-views.ts';

const link = '?window=5m&sel=node:wl/Kubernetes/shop/cart-v1&at=1763722000&vs=now&hide=healthy';
const shop = { name: 'Shop', search: 'ns=shop&window=5m' };

test('a view holds every parameter but the moment, unless that is kept', () => {
  expect(searchOf(link, false)).toBe('hide=healthy&sel=node%3Awl%2FKubernetes%2Fshop%2Fcart-v1&window=5m');
  expect(new URLSearchParams(searchOf(link, true)).get('at')).toBe('1763722000');
});

test('a view of any time opens at the moment looked at, another at its own', () => {
  expect(openSearch(shop, '?at=1763722000')).toBe('ns=shop&window=5m&at=1763722000');
  expect(openSearch(shop, '?window=1h')).toBe('ns=shop&window=5m');
  const frozen = { name: 'Then', search: searchOf(link, true) };
  expect(openSearch(frozen, '?at=1')).toBe(frozen.search);
});

test('a link shows a view whatever the order of its parameters', () => {
  expect(isShown(shop, '?window=5m&ns=shop')).toBe(true);
  expect(isShown(shop, '?window=5m&ns=shop&at=1763722000')).toBe(true);
  expect(isShown(shop, '?window=5m')).toBe(false);
  expect(isShown({ name: 'Then', search: 'at=1763722000' }, '?at=1763722001')).toBe(false);
});

test.each([
  [null, []],
  ['not json', []],
  ['{"name":"Shop"}', []],
  [JSON.stringify([shop, { name: '', search: 'x' }, 3, { name: 'No search' }, null]), [shop]],
  [JSON.stringify([{ name: 'x'.repeat(81), search: '' }]), []],
  [JSON.stringify([{ ...shop, search: 'a=1' }, shop]), [shop]],
])('what a browser kept is checked: %s', (text, expected) => {
  expect(readViews(text)).toEqual(expected);
});

test('views are kept by name, renamed and dropped', () => {
  const bank = { name: 'Bank', search: 'ns=bank' };
  const views = keepView([shop], bank);
  expect(views).toEqual([bank, shop]);
  expect(keepView(views, { name: ' Shop ', search: 'ns=shop' })).toEqual([
    bank,
    { name: 'Shop', search: 'ns=shop' },
  ]);
  expect(keepView(views, { name: ' ', search: '' })).toBe(views);
  expect(renameView(views, 'Bank', 'Tills')).toEqual([shop, { ...bank, name: 'Tills' }]);
  expect(renameView(views, 'Bank', 'Shop')).toEqual([{ ...bank, name: 'Shop' }]);
  expect(renameView(views, 'Nobody', 'Shop')).toBe(views);
  expect(renameView(views, 'Bank', '')).toBe(views);
  expect(dropView(views, 'Bank')).toEqual([shop]);
});
