import { expect, test } from 'vitest';
import { taggedResponse } from './tagged-response.ts';

const ask = (headers: Record<string, string> = {}) => new Request('http://weft/api', { headers });
const value = { rows: Array.from({ length: 500 }, (_, i) => ({ i, name: 'reviews' })) };

test('the same value has the same tag, and whoever holds it gets no body', async () => {
  const tag = taggedResponse(ask(), value).headers.get('etag') ?? '';
  for (const header of [tag, tag.replace('W/', ''), `"other", ${tag}`]) {
    const again = taggedResponse(ask({ 'if-none-match': header }), value);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  }
  const other = taggedResponse(ask({ 'if-none-match': tag }), { rows: [] });
  expect(other.status).toBe(200);
  expect(await other.json()).toEqual({ rows: [] });
});

test('the body is never encoded here: Next would drop the header that says so', () => {
  const answer = taggedResponse(ask({ 'accept-encoding': 'gzip' }), value);
  expect(answer.headers.get('content-encoding')).toBeNull();
});

test('what depends on who asks is private', () => {
  const { headers } = taggedResponse(ask(), value);
  expect(headers.get('cache-control')).toContain('private');
  expect(headers.get('vary')).toContain('Cookie');
});
