import { expect, test } from 'vitest';
import { humanDuration } from './human-age.ts';
import { evaluatePath } from './json-path.ts';

const second = 1000;
const hour = 3600 * second;

test.each([
  [0, '0s'],
  [119 * second, '119s'],
  [120 * second, '2m'],
  [192 * second, '3m12s'],
  [27 * 60 * second, '27m'],
  [5.5 * hour, '5h30m'],
  [47 * hour, '47h'],
  [52 * hour, '2d4h'],
  [41 * 24 * hour, '41d'],
  [765 * 24 * hour, '2y35d'],
  [-5 * second, '<invalid>'],
])('%i ms is %s', (milliseconds, text) => {
  expect(humanDuration(milliseconds)).toBe(text);
});

const object = {
  metadata: { labels: { 'a.b/c': 'x' } },
  spec: { hosts: ['one', 'two'], parents: [{ name: 'p' }, { name: 'q' }] },
  status: {
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'Other', status: 'False' },
    ],
  },
};

test.each([
  ['.spec.hosts', [['one', 'two']]],
  ['.spec.hosts[1]', ['two']],
  ['.spec.parents[*].name', ['p', 'q']],
  ['.status.conditions[?(@.type=="Ready")].status', ['True']],
  ['.metadata.labels.a\\.b/c', ['x']],
  ["{.metadata.labels['a.b/c']}", ['x']],
  ['.spec.missing.name', []],
])('%s', (path, values) => {
  expect(evaluatePath(path, object)).toEqual(values);
});
