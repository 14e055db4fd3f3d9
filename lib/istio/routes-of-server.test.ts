import { expect, test } from 'vitest';
import { routesOfServer } from './routes-of-server.ts';

test.each([
  ['HTTP', undefined, 'http'],
  ['grpc', undefined, 'http'],
  ['HTTPS', 'SIMPLE', 'http'],
  ['HTTPS', 'MUTUAL', 'http'],
  ['HTTPS', 'PASSTHROUGH', 'tls'],
  ['TLS', 'PASSTHROUGH', 'tls'],
  ['TLS', 'SIMPLE', 'tcp'],
  ['TLS', 'AUTO_PASSTHROUGH', null],
  ['TCP', undefined, 'tcp'],
  ['TCP', 'SIMPLE', 'tcp'],
  ['MONGO', undefined, 'tcp'],
  ['SMTP', undefined, null],
])('a server of %s with TLS %s reads %s routes', (protocol, mode, expected) => {
  const tls = mode === undefined ? {} : { tls: { mode } };
  expect(routesOfServer({ port: { number: 1, protocol }, ...tls })).toBe(expected);
});

test('TLS without a mode is passed on', () => {
  expect(routesOfServer({ port: { protocol: 'HTTPS' }, tls: {} })).toBe('tls');
});
