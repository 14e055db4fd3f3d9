import { afterEach, expect, test, vi } from 'vitest';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { keepBackPlan } from './kept-back-plans.ts';
import { takeBack } from './take-back.ts';

const ref = refTo('VirtualService', 'cart');
const back: ChangePlan = {
  steps: [
    {
      do: 'patch',
      ref,
      resourceVersion: '2',
      generation: 2,
      patch: [{ op: 'replace', path: '/spec/http/0/route/0/weight', value: 90 }],
    },
  ],
};
const done = { change: 'b', at: 1, steps: [], back: null };
const check = { code: 'capacity', outcome: 'blocks', says: 'Few pods.', cure: null, confirm: 'v2' };
const refused = (code: string) => ({ error: { code, message: 'No.', cure: null, requestId: 'r1' } });

/** A server that answers each path with a status and a body, and a tab that keeps what it is given. */
function browser(answers: Readonly<Record<string, readonly [number, unknown]>>) {
  const kept = new Map<string, string>();
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal('window', {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
  });
  vi.stubGlobal('fetch', (path: string, { body }: { body: string }) => {
    asked.push({ path, body: JSON.parse(body) });
    const [status, answer] = answers[path] ?? [500, null];
    return Promise.resolve(Response.json(answer, { status }));
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

test('the server takes it back by its id', async () => {
  const asked = browser({ '/api/v1/undo': [200, done] });
  expect((await takeBack('a')).change).toBe('b');
  expect(asked).toEqual([{ path: '/api/v1/undo', body: { change: 'a' } }]);
});

test('where the server has forgotten, the kept plan is applied, and no guard rail stops it', async () => {
  const review = { steps: [], appeared: [], gone: [], checks: [check], prediction: [] };
  const asked = browser({
    '/api/v1/undo': [404, refused('not-found')],
    '/api/v1/plan': [200, review],
    '/api/v1/apply': [200, done],
  });
  keepBackPlan('other', { steps: [{ do: 'delete', ref, resourceVersion: '1', generation: 1 }] });
  keepBackPlan('a', back);
  expect((await takeBack('a')).change).toBe('b');
  expect(asked.at(-1)).toEqual({ path: '/api/v1/apply', body: { plan: back, confirmed: ['v2'] } });
});

test('a conflict is told, and nothing else is tried', async () => {
  const asked = browser({ '/api/v1/undo': [409, refused('conflict')] });
  keepBackPlan('a', back);
  await expect(takeBack('a')).rejects.toMatchObject({ code: 'conflict' });
  expect(asked).toHaveLength(1);
});

test('what nobody remembers cannot be taken back, and the server says so', async () => {
  browser({ '/api/v1/undo': [404, refused('not-found')] });
  await expect(takeBack('a')).rejects.toMatchObject({ code: 'not-found' });
});
