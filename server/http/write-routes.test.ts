import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { operations } from './openapi.ts';

const app = path.resolve(import.meta.dirname, '../../app');
const writing = operations.filter(({ method, path: at }) => method !== 'get' && at !== '/api/v1/session');

test.each(writing.map(({ path: at }) => at))('%s finds out who asks before it does anything', (at) => {
  const source = readFileSync(path.join(app, at, 'route.ts'), 'utf8');
  // `route` asks for the viewer of the session first, and refuses who has none; `openRoute` answers whoever asks.
  expect(source).toMatch(/export const POST = route\(/);
  expect(source).not.toContain('openRoute');
});
