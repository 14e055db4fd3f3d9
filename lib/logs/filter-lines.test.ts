import { expect, test } from 'vitest';
import { fieldsOf } from './access-fields.ts';
import { filterLines } from './filter-lines.ts';

const access = fieldsOf({ code: '503' });
const lines = [
  { raw: '"GET /cart" 503 UF', access },
  { raw: '"GET /pay" 200 -', access },
  { raw: 'info\tEnvoy proxy is ready', access: null },
];

test.each([
  ['', true, [0, 1, 2]],
  ['', false, [0, 1]],
  [' get  503 ', true, [0]],
  ['envoy', false, []],
])('the words %j leave lines %j', (text, others, left) => {
  expect(filterLines(lines, text, others)).toEqual(left.map((index) => lines[index]));
});
