import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { objectKey } from '#lib/core/object-ref.ts';
import { stepBetween } from '#lib/edit/step-between.ts';
import { systemClock } from '#server/clock.ts';
import { createHistoryStore } from '#server/history/history-store.ts';
import { createNotesStore } from '#server/history/notes-store.ts';
import { recordChanges } from '#server/history/recorder.ts';
import { openSqliteEngine } from '#server/history/sqlite-engine.ts';
import { openSqliteNotes } from '#server/history/sqlite-notes.ts';
import { contextOf } from '#server/kube/testing/real-cluster.ts';
import { never } from '#server/testing/never.ts';
import { applyChange, undoChange } from './apply-change.ts';
import { listChanges } from './change-log.ts';
import { knowsRoutes, ownRoute } from './testing/own-route.ts';
import { unobserved } from './testing/unobserved.ts';

const route = ownRoute(process.env.WEFT_TEST_KUBECONFIG, 'restart');
const { cluster, name, ref } = route;
const folder = mkdtempSync(path.join(tmpdir(), 'weft-restart-'));
const file = path.join(folder, 'history.db');

afterAll(async () => {
  await route.remove();
  await cluster.admin.close();
  rmSync(folder, { recursive: true });
});

const timedOut = (timeout: string) => ({
  hosts: [name],
  http: [{ route: [{ destination: { host: 'cart' } }], timeout }],
});
const label = (later: string | null) =>
  cluster.admin.request({
    path: `${route.path}?fieldManager=kubectl-edit`,
    method: 'PATCH',
    contentType: 'application/merge-patch+json',
    body: { metadata: { labels: { later } } },
    signal: never,
  });

/** A Weft with its watch, its recorder and its history in the file; the end of it is that of the process. */
async function startWeft() {
  const source = cluster.startSource();
  const closing = new AbortController();
  const { log } = contextOf(source, null);
  const keeping = { clock: systemClock, log, signal: closing.signal };
  const store = createHistoryStore({ ...keeping, open: () => openSqliteEngine(file) });
  const notes = createNotesStore({ ...keeping, open: () => openSqliteNotes(file) });
  const forget = recordChanges({ kube: source, store, clock: systemClock, log }, closing.signal);
  await knowsRoutes(source);
  return {
    ctx: { ...unobserved(source), history: store, notes },
    read: () => route.live(source),
    told: async () =>
      store.list({
        from: 0,
        to: 1e12,
        namespaces: null,
        kinds: null,
        objects: new Set([objectKey(ref)]),
        limit: 50,
      }),
    end: async () => {
      closing.abort();
      forget();
      await source.close();
      await Promise.all([store.close(), notes.close()]);
    },
  };
}

test('a change is one entry of the history with who and what for, and is undone by a later process', async () => {
  await route.create(timedOut('3s'));
  const first = await startWeft();
  await vi.waitFor(async () => expect(await first.told()).not.toEqual([]), 20_000);
  const before = await first.read();
  const step = stepBetween(ref, before, { ...before, spec: timedOut('5s') });
  if (step === null) throw new Error('The timeout is that already.');
  const says = 'Timeout of cart: 3s → 5s';
  const { change } = await applyChange(first.ctx, { plan: { steps: [step] }, confirmed: [], says });
  const edits = async (weft: typeof first) => (await weft.told()).filter(({ what }) => what === 'edited');
  const written = { change, user: 'test', says };
  const fields = [{ path: 'spec.http[0].timeout', before: '3s', after: '5s' }];
  expect(await edits(first)).toMatchObject([{ by: 'weft', written, fields }]);
  // What the watch tells of a later change comes after what it tells of this one.
  await label('yes');
  await vi.waitFor(async () => expect(await edits(first)).toHaveLength(2), 20_000);
  expect((await edits(first)).filter((one) => one.written !== undefined)).toHaveLength(1);
  await label(null);
  await first.end();

  const second = await startWeft();
  expect((await listChanges(second.ctx)).changes).toMatchObject([{ id: change, says, undoneBy: null }]);
  const undone = await undoChange(second.ctx, change);
  expect((await second.read()).spec).toEqual(before.spec);
  expect((await listChanges(second.ctx)).changes).toMatchObject([
    { id: undone.change, undoes: change, says: `Took back: ${says}` },
    { id: change, undoneBy: undone.change },
  ]);
  await expect(undoChange(second.ctx, change)).rejects.toMatchObject({ code: 'conflict' });
  await second.end();
}, 60_000);
