import { expect, test } from 'vitest';
import { fieldsOf } from './access-fields.ts';
import { filterLines } from './filter-lines.ts';
import { logsCommand } from './logs-command.ts';

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

test('the commands that print the same', () => {
  const pod = { namespace: 'shop', pod: 'cart-1', container: 'istio-proxy' };
  expect(logsCommand([pod, { ...pod, pod: 'cart-2' }], 300, false)).toBe(
    'kubectl -n shop logs cart-1 -c istio-proxy --since=5m\nkubectl -n shop logs cart-2 -c istio-proxy --since=5m',
  );
  expect(logsCommand([pod], 300, true)).toBe('kubectl -n shop logs cart-1 -c istio-proxy --previous');
});
