import { expect, test } from 'vitest';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeText } from './change-text.ts';
import { foldScalings } from './fold-scalings.ts';
import { changeOf } from './testing/change-of.ts';

const scaled = (at: number, before: string, after: string, name = 'cart', by = 'HPA') =>
  changeOf(at, {
    id: `${name}@${at}`,
    what: 'scaled',
    object: refTo('Deployment', name),
    by,
    fields: [{ path: 'spec.replicas', before, after }],
  });
const edit: ChangeRecord = { ...scaled(1150, '1', '2'), id: 'edit', what: 'edited' };
const told = (...changes: ChangeRecord[]) =>
  foldScalings(changes).map((change) => `${change.at} ${change.object.name} ${changeText(change)}`);

test('an autoscaler that goes up and down is one line, from where to where', () => {
  expect(told(scaled(1200, '4', '3'), edit, scaled(1100, '2', '4'), scaled(1000, '3', '2'))).toEqual([
    '1200 cart scaled from 3 to 3, 3 times',
    '1150 cart changed spec.replicas',
  ]);
});

test('another object, another hand and a long pause make another line', () => {
  expect(
    told(
      scaled(3000, '5', '6'),
      scaled(1000, '2', '3'),
      scaled(990, '1', '2', 'pay'),
      scaled(980, '1', '2', 'cart', 'kubectl'),
    ),
  ).toEqual([
    '3000 cart scaled from 5 to 6',
    '1000 cart scaled from 2 to 3',
    '990 pay scaled from 1 to 2',
    '980 cart scaled from 1 to 2',
  ]);
});
