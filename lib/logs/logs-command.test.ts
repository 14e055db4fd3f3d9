import { expect, test } from 'vitest';
import { asEpochSeconds, asSeconds } from '#lib/core/branded.ts';
import { logsCommand } from './logs-command.ts';

const pod = { namespace: 'shop', pod: 'cart-1', container: 'istio-proxy' };
const live = { window: asSeconds(300), at: null };
const of = { previous: false, lines: 3000 };

test('the last lines of the window, of each pod', () => {
  expect(logsCommand([pod, { ...pod, pod: 'cart-2' }], live, of).split('\n')).toEqual([
    'kubectl -n shop logs cart-1 -c istio-proxy --since=5m --tail=3000',
    'kubectl -n shop logs cart-2 -c istio-proxy --since=5m --tail=3000',
  ]);
});

test('of a moment that is over, all since its window began', () => {
  const at = asEpochSeconds(Date.parse('2026-01-05T10:05:00Z') / 1000);
  expect(logsCommand([pod], { ...live, at }, of)).toContain(' --since-time=2026-01-05T10:00:00Z');
});

test('those of the containers that ran before, whenever they did', () => {
  expect(logsCommand([pod], live, { ...of, previous: true })).toBe(
    'kubectl -n shop logs cart-1 -c istio-proxy --previous --tail=3000',
  );
});
