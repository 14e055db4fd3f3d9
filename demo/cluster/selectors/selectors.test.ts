import { expect, test } from 'vitest';
import { StatusError } from '../errors/status-error.ts';
import type { ResourceType } from '../schema/types.ts';
import { matchesFields, parseFieldSelector } from './field-selector.ts';
import { matchesLabels, parseLabelSelector, requirementsOf } from './label-selector.ts';

const labels = { app: 'cart', version: 'v2', tier: '', size: '7', 'example.com/team': 'red' };

test.each([
  ['app=cart', true],
  ['app==cart', true],
  ['app=cart,version=v1', false],
  ['app!=cart', false],
  ['missing!=x', true],
  ['version in (v1, v2)', true],
  ['version notin (v1,v2)', false],
  ['missing notin (v1)', true],
  ['app', true],
  ['!app', false],
  ['!missing', true],
  ['tier=', true],
  ['size>6', true],
  ['size<7', false],
  ['app>1', false],
  ['example.com/team=red, app', true],
  ['', true],
])('%j on the labels is %s', (selector, expected) => {
  expect(matchesLabels(labels, parseLabelSelector(selector))).toBe(expected);
});

test.each(['a in b', 'a b', '=x', 'a>b', 'a,!', 'in (a)'])('%j cannot be read', (selector) => {
  expect(() => parseLabelSelector(selector)).toThrow(StatusError);
});

test('a selector object', () => {
  const selector = {
    matchLabels: { app: 'cart' },
    matchExpressions: [
      { key: 'version', operator: 'In', values: ['v2'] },
      { key: 'missing', operator: 'DoesNotExist' },
      { key: 'app', operator: 'NotIn', values: ['other'] },
      { key: 'tier', operator: 'Exists' },
    ],
  };
  expect(matchesLabels(labels, requirementsOf(selector))).toBe(true);
  expect(matchesLabels({}, requirementsOf({}))).toBe(true);
});

const podType: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  listKind: 'PodList',
  plural: 'pods',
  singular: 'pod',
  shortNames: [],
  categories: [],
  namespaced: true,
  custom: false,
  subresources: { status: true, scale: false },
  printerColumns: [],
  schema: null,
};
const pod = { metadata: { name: 'a', namespace: 'shop' }, spec: { nodeName: 'n1' }, status: {} };

test.each([
  ['metadata.name=a', true],
  ['metadata.name!=a', false],
  ['metadata.namespace==shop,spec.nodeName=n1', true],
  ['status.phase=', true],
  ['status.phase!=Running', true],
])('%j on the pod is %s', (selector, expected) => {
  expect(matchesFields(pod, parseFieldSelector(selector, podType))).toBe(expected);
});

test('a field that cannot be selected on is refused', () => {
  expect(() => parseFieldSelector('spec.hostIP=x', podType)).toThrow(
    'field label not supported: spec.hostIP',
  );
});
