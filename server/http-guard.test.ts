import { expect, test } from 'vitest';
import { operations } from './http/openapi.ts';
import { type GuardedRequest, guard } from './http-guard.ts';

const ask = (of: Partial<GuardedRequest>) =>
  guard({ method: 'GET', path: '/graph', host: 'localhost:3000', origin: null, site: null, ...of }, [
    'weft.example',
  ]);
const status = (of: Partial<GuardedRequest>) => {
  const verdict = ask(of);
  return verdict.allowed ? 200 : verdict.status;
};

test.each([
  ['localhost:3000', 200],
  ['127.0.0.1:3000', 200],
  ['127.9.9.9', 200],
  ['[::1]:3000', 200],
  ['weft.localhost', 200],
  ['Weft.Example:8443', 200],
  ['evil.example', 421],
  ['localhost.evil.example', 421],
  ['127.0.0.1.evil.example', 421],
  ['weft.example.evil', 421],
  ['', 421],
  [null, 421],
])('Host %s → %s', (host, expected) => {
  expect(status({ host })).toBe(expected);
});

test.each([
  ['POST', '/api/v1/session', 'http://localhost:3000', 200],
  ['POST', '/api/v1/session', 'http://evil.example', 403],
  ['POST', '/api/v1/session', 'http://localhost:9999', 403],
  ['POST', '/api/v1/session', 'null', 403],
  ['POST', '/api/v1/session', null, 200],
  ['DELETE', '/api/v1/session', 'http://evil.example', 403],
  ['GET', '/api/v1/stream', 'http://evil.example', 403],
  ['GET', '/api/v1/stream', 'http://localhost:3000', 200],
  ['GET', '/graph', 'http://evil.example', 200],
])('%s %s from %s → %s', (method, path, origin, expected) => {
  expect(status({ method, path, origin })).toBe(expected);
});

const writing = operations.filter(({ method }) => method !== 'get');

test('the endpoints that write are among those that are guarded', () => {
  const paths = writing.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['plan', 'apply', 'undo'].map((name) => `/api/v1/${name}`)));
});

test.each(writing.map(({ method, path }) => [method.toUpperCase(), path]))(
  '%s %s answers no other site, by whatever it is told of it',
  (method, path) => {
    for (const origin of ['http://evil.example', 'http://localhost:9999', 'null'])
      expect(status({ method, path, origin })).toBe(403);
    for (const site of ['cross-site', 'same-site']) expect(status({ method, path, site })).toBe(403);
    expect(status({ method, path, origin: 'http://localhost:3000' })).toBe(200);
  },
);

test('a browser that says another site asks, and no Origin, is refused all the same', () => {
  expect(status({ path: '/api/v1/stream', site: 'cross-site' })).toBe(403);
  expect(status({ path: '/api/v1/stream', site: 'same-origin' })).toBe(200);
});

test('the cluster asks its probes under the pod’s address', () => {
  expect(status({ path: '/livez', host: '10.0.0.7:3000' })).toBe(200);
  expect(status({ path: '/api/v1/status', host: '10.0.0.7:3000' })).toBe(421);
});

test('the refusal names the setting', () => {
  const verdict = ask({ host: 'evil.example' });
  expect(verdict.allowed ? '' : verdict.cure).toContain('WEFT_ALLOWED_HOSTS');
});
