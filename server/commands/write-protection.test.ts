import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { Scripted } from '#server/kube/testing/fake-api.ts';
import { runSource, type SourceRun } from '#server/kube/testing/run-source.ts';
import { applyChange, undoChange } from './apply-change.ts';
import { reviewPlan } from './review-plan.ts';
import { unobserved } from './testing/unobserved.ts';

const ref = refTo('VirtualService', 'cart');
const object = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart', namespace: 'shop', resourceVersion: '7', generation: 2 },
  spec: { hosts: ['cart'] },
};
const plan: ChangePlan = {
  steps: [
    {
      do: 'patch',
      ref,
      resourceVersion: '7',
      generation: 2,
      patch: [{ op: 'add', path: '/spec/exportTo', value: ['.'] }],
    },
  ],
};

/** The rule has no route: that finding is passed by its code. */
const confirmed = ['IST0106'];

let run: SourceRun;
/** What was asked of the API server in somebody's name: method, path and bearer. */
let asked: { readonly method: string; readonly bearer: string }[];
/** Tokens that the API server does not accept. */
let expired: ReadonlySet<string>;

beforeEach(async () => {
  asked = [];
  expired = new Set();
  run = await runSource(['VirtualService'], (api) => {
    api.script = (url, request, body) => answer(url, request, body);
  });
  await run.until(() => expect(run.phase('VirtualService')).toBe('live'));
});
afterEach(() => run.end());

function answer(url: URL, { method = '', headers }: IncomingMessage, _body: unknown): Scripted | null {
  const one = url.pathname.endsWith('/virtualservices/cart');
  const review = url.pathname.endsWith('/selfsubjectaccessreviews');
  if (!one && !review) return null;
  const bearer = headers.authorization?.replace('Bearer ', '') ?? '';
  asked.push({ method, bearer });
  if (expired.has(bearer)) return { status: 401, body: { message: 'Unauthorized', code: 401 } };
  if (review) return { body: { status: { allowed: true } } };
  const patched = { ...object, spec: { hosts: ['cart'], exportTo: ['.'] } };
  return { body: method === 'PATCH' ? patched : object };
}

/** Writes of a person with a token. */
const ctx = (token: string, viewOnly = false) => ({ ...unobserved(run.source, token), viewOnly });
const writes = () => asked.filter(({ method }) => method === 'PATCH');

test('in mode token everything about a write is asked with the token of who writes', async () => {
  await reviewPlan(ctx('persons'), plan);
  const { change } = await applyChange(ctx('persons'), { plan, confirmed });
  await undoChange(ctx('other'), change).catch(() => undefined);
  // A dry run to review, one before it is applied and one before all steps, and the write itself.
  expect(writes().filter(({ bearer }) => bearer === 'persons').length).toBeGreaterThanOrEqual(3);
  expect(asked.map(({ bearer }) => bearer)).not.toContain('own-token');
  expect(new Set(asked.map(({ bearer }) => bearer))).toEqual(new Set(['persons', 'other']));
});

test('a token that is accepted no more reviews, writes and takes back nothing', async () => {
  const { change } = await applyChange(ctx('persons'), { plan, confirmed });
  expired = new Set(['persons']);
  const before = writes().length;
  const unauthenticated = { code: 'unauthenticated' };
  await expect(reviewPlan(ctx('persons'), plan)).rejects.toMatchObject(unauthenticated);
  await expect(applyChange(ctx('persons'), { plan, confirmed })).rejects.toMatchObject(unauthenticated);
  await expect(undoChange(ctx('persons'), change)).rejects.toMatchObject(unauthenticated);
  expect(writes()).toHaveLength(before);
});

test('set to view only nothing is written or taken back, whatever is confirmed', async () => {
  const { change } = await applyChange(ctx('persons'), { plan, confirmed });
  asked = [];
  const forbidden = { code: 'forbidden' };
  await expect(applyChange(ctx('persons', true), { plan, confirmed })).rejects.toMatchObject(forbidden);
  await expect(undoChange(ctx('persons', true), change)).rejects.toMatchObject(forbidden);
  const { checks } = await reviewPlan(ctx('persons', true), plan);
  expect(checks).toContainEqual(
    expect.objectContaining({ code: 'view-only', outcome: 'blocks', confirm: null }),
  );
});
