import { expect, test } from 'vitest';
import { type AcknowledgeRequest, acknowledgeRequest } from '#lib/api/incidents-contract.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import { createNotesStore } from '#server/history/notes-store.ts';
import { createLogger } from '#server/log.ts';
import { readIncidents } from '#server/queries/incidents.ts';
import { contextOf, live } from '#server/queries/testing/context.ts';
import { acknowledge } from './acknowledge.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const world = {
  snapshot: mesh([...workload('shop', 'frontend'), ...workload('shop', 'cart'), service('shop', 'cart')]),
  samples: [
    sample('requests', call, 10),
    failure(call, '500', 5),
    sample('requests', { ...call, reporter: 'destination' }, 10),
    failure({ ...call, reporter: 'destination' }, '500', 5),
  ],
};

function viewerOf(namespaces?: readonly string[], user = 'dev') {
  const { ctx } = contextOf({ ...world, ...(namespaces === undefined ? {} : { namespaces }) });
  const options = { open: null, clock: ctx.clock, log: createLogger('silent'), signal: ctx.signal };
  return { ...ctx, viewer: { ...ctx.viewer, user }, notes: createNotesStore(options) };
}
const asked = (problem: string, rest: Partial<AcknowledgeRequest> = {}) =>
  acknowledgeRequest.parse({ problem, window: 300, does: 'acknowledge', ...rest });
const first = async (ctx: ReturnType<typeof viewerOf>) => {
  const [problem] = (await readIncidents(ctx, live)).problems;
  if (problem === undefined) throw new Error('nothing fails');
  return problem;
};

test('who acknowledges is told to everybody, with when and why, until it is taken back', async () => {
  const ctx = viewerOf();
  const { key, rate } = await first(ctx);
  await acknowledge(ctx, asked(key, { note: ' on it ' }));
  expect((await first(ctx)).stance).toEqual({
    state: 'acknowledged',
    grown: false,
    said: { does: 'acknowledge', by: 'dev', at: 1_000_000, note: 'on it', until: null, rate },
  });
  const { stance } = await acknowledge(ctx, asked(key, { does: 'open' }));
  expect(stance).toMatchObject({ state: 'open' });
  expect((await first(ctx)).stance.state).toBe('open');
});

test('a snooze ends after its span, or holds until something changes', async () => {
  const ctx = viewerOf();
  const { key } = await first(ctx);
  const { stance } = await acknowledge(ctx, asked(key, { does: 'snooze', span: 3600 }));
  expect(stance).toMatchObject({ state: 'snoozed', said: { until: 1_003_600 } });
  const open = await acknowledge(ctx, asked(key, { does: 'snooze', span: null }));
  expect(open.stance).toMatchObject({ state: 'snoozed', said: { until: null } });
});

test('set to view only nothing is kept', async () => {
  const ctx = { ...viewerOf(), viewOnly: true };
  const { key } = await first(ctx);
  expect((await readIncidents(ctx, live)).mayAcknowledge).toBe(false);
  await expect(acknowledge(ctx, asked(key))).rejects.toMatchObject({ code: 'forbidden' });
  expect(ctx.notes.known('acknowledgement')).toEqual([]);
});

test('what is not there, or not to be seen, is not there to be acknowledged', async () => {
  const ctx = viewerOf();
  const { key } = await first(ctx);
  await expect(acknowledge(ctx, asked('no-such-problem'))).rejects.toMatchObject({ code: 'not-found' });
  const elsewhere = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['bank']) } };
  await expect(acknowledge(elsewhere, asked(key))).rejects.toMatchObject({ code: 'not-found' });
  expect(ctx.notes.known('acknowledgement')).toEqual([]);
});

test('a problem is known by a name that tells nothing to who may not read what it is about', async () => {
  const all = viewerOf();
  const open = (await first(all)).key;
  expect((await first(viewerOf())).key).toBe(open);
  const caller = { ...all, viewer: { ...all.viewer, namespaces: new Set<string>() } };
  expect((await readIncidents(caller, live)).problems).toEqual([]);
  expect(open).not.toMatch(/cart|shop/);
});

test('two who say something at once leave one of both standing', async () => {
  const ctx = viewerOf();
  const { key } = await first(ctx);
  const people = ['ann', 'ben', 'cat'];
  await Promise.all(
    people.map((user) => acknowledge({ ...ctx, viewer: { ...ctx.viewer, user } }, asked(key))),
  );
  const { stance } = await first(ctx);
  expect(people).toContain(stance.said?.by);
  expect(ctx.notes.known('acknowledgement')).toHaveLength(1);
});

test('what is asked in another shape is refused', () => {
  const bad = [{ note: 'x'.repeat(501) }, { span: 5 as 3600 }, { window: 301 }, { problem: '../../etc' }];
  for (const rest of bad)
    expect(
      acknowledgeRequest.safeParse({ problem: 'abcdefgh', window: 300, does: 'snooze', ...rest }).success,
    ).toBe(false);
});
