import { expect, test } from 'vitest';
import { epochSeconds, perSecond } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { NotesStore } from '../history/notes.ts';
import { createNotesStore } from '../history/notes-store.ts';
import { createMemoryNotes } from '../history/testing/memory-notes.ts';
import { createLogger } from '../log.ts';
import type { TrafficReading } from '../prom/source.ts';
import { countIncidents } from './count-incidents.ts';
import { readIncidents } from './incidents.ts';
import { at, contextOf, live } from './testing/context.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const other: Call = { from: 'shop/frontend', to: 'bank/ledger', service: 'bank/ledger' };
const snapshot = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'cart'),
  ...workload('bank', 'ledger'),
  service('shop', 'cart'),
  service('bank', 'ledger'),
]);
const failing = (of: Call) => [
  sample('requests', of, 10),
  failure(of, '500', 5),
  sample('requests', { ...of, reporter: 'destination' }, 10),
  failure({ ...of, reporter: 'destination' }, '500', 5),
];

const engine = createMemoryNotes();
const never = () => new Promise<void>(() => undefined);

/** A server over one history, and the traffic that it sees at each look. */
function server(namespaces?: readonly string[], kept = engine) {
  let now = at;
  let calls: readonly Call[] = [];
  const notes: NotesStore = createNotesStore({
    open: () => ({ ...kept, close: async () => undefined }),
    clock: { now: () => now * 1000, after: never },
    log: createLogger('silent'),
    signal: new AbortController().signal,
  });
  const world = { snapshot, samples: [], ...(namespaces === undefined ? {} : { namespaces }) };
  const { ctx } = contextOf(world);
  const prom = {
    ...ctx.prom,
    reading: (): Promise<TrafficReading> =>
      Promise.resolve({
        at: now,
        window: live.window,
        scrapeInterval: ctx.prom.scrapeInterval(),
        samples: [sample('requests', call, 10), ...calls.flatMap(failing)],
        missing: [],
        stale: null,
      }),
  };
  const own = { ...ctx, prom, notes, clock: { now: () => now * 1000, after: never } };
  return {
    ctx: own,
    look: (seconds: number, ...of: Call[]) => {
      now = epochSeconds.parse(at + seconds);
      calls = of;
      return readIncidents(own, live);
    },
  };
}

test('since when a problem is there outlives the window and a restart', async () => {
  const first = server();
  await first.look(0);
  const [begun] = (await first.look(30, call)).problems;
  expect(begun?.since).toEqual({ at: at + 30, known: 'noticed' });
  const [later] = (await first.look(60, call)).problems;
  expect(later).toMatchObject({ key: begun?.key, since: { at: at + 30 } });
  const [restarted] = (await server().look(120, call)).problems;
  expect(restarted).toMatchObject({ key: begun?.key, since: { at: at + 30, known: 'noticed' } });
});

test('what went away is told of for an hour, to those who may read what it names', async () => {
  const kept = createMemoryNotes();
  const { look } = server(undefined, kept);
  await look(0, call, other);
  await look(30, call, other);
  const { problems, recovered } = await look(60);
  expect([problems, recovered.map(({ target }) => target.name).sort()]).toEqual([[], ['cart', 'ledger']]);
  expect((await look(3700)).recovered).toEqual([]);
  const told = await server(['shop'], kept).look(90);
  expect(told.recovered.map(({ target }) => target.name)).toEqual(['cart']);
  expect(JSON.stringify(told)).not.toMatch(/ledger|bank/);
});

test('open problems are counted for each viewer, from what was seen last', async () => {
  const all = server(undefined, createMemoryNotes());
  expect(countIncidents(all.ctx)).toBeNull();
  await all.look(0, call, other);
  expect(countIncidents(all.ctx)).toBe(2);
  const viewer = { ...all.ctx.viewer, namespaces: new Set(['bank']) };
  expect(countIncidents({ ...all.ctx, viewer })).toBe(1);
  const tomorrow = { now: () => (at + 86_400) * 1000, after: never };
  expect(countIncidents({ ...all.ctx, clock: tomorrow })).toBeNull();
});

test('what was put off does not count, and comes back when twice as many fail', async () => {
  const { ctx, look } = server(undefined, createMemoryNotes());
  await look(0, call);
  const [problem] = await look(30, call).then(({ problems }) => problems);
  const [key] = ctx.notes.known('problem').map((note) => note.key);
  const said = { does: 'snooze', by: 'dev', at: at + 30, note: '', until: null, rate: problem?.rate ?? 0 };
  const put = (rate: number) =>
    ctx.notes.put([
      { kind: 'acknowledgement', key: key ?? '', at: (at + 30) * 1000, body: { ...said, rate } },
    ]);
  await put(perSecond.parse(problem?.rate ?? 0));
  expect(countIncidents(ctx)).toBe(0);
  await put(0.1);
  expect(countIncidents(ctx)).toBe(1);
});
