import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { emptySnapshot } from '#lib/mesh/snapshot.ts';
import type { NotesEngine } from '#server/history/notes-engine.ts';
import { createNotesStore } from '#server/history/notes-store.ts';
import { createMemoryNotes } from '#server/history/testing/memory-notes.ts';
import { contextOf } from '#server/queries/testing/context.ts';
import { changeToUndo, listChanges, recordChange } from './change-log.ts';
import type { DoneStep } from './write-step.ts';

const ref = (kind: string, group: string, namespace = 'shop') => ({
  cluster: clusterId.parse('Kubernetes'),
  group,
  kind,
  namespace,
  name: 'cart',
});
const object = (kind: string, spec: unknown): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'cart', namespace: 'shop', uid: 'u1', resourceVersion: '1' },
  spec,
});
const rule = (namespace?: string): DoneStep => ({
  do: 'patch',
  ref: ref('VirtualService', 'networking.istio.io', namespace),
  before: object('VirtualService', { http: [{ timeout: '3s' }] }),
  after: object('VirtualService', { http: [{ timeout: '5s' }] }),
  warnings: [],
});
const environment = (password: string) =>
  object('Deployment', {
    template: { spec: { containers: [{ name: 'a', env: [{ name: 'P', value: password }] }] } },
  });
const secret: DoneStep = {
  do: 'patch',
  ref: ref('Deployment', 'apps'),
  before: environment('hunter2'),
  after: environment('hunter3'),
  warnings: [],
};
const says = { says: 'Timeout of cart: 3s → 5s', undoes: null };

/** A process of its own over what an engine keeps. */
function weftOn(engine: NotesEngine, namespaces?: readonly string[]) {
  const { ctx } = contextOf({ snapshot: emptySnapshot, samples: [], ...(namespaces ? { namespaces } : {}) });
  const notes = createNotesStore({
    open: () => ({ ...engine, close: async () => undefined }),
    clock: { now: ctx.clock.now, after: () => new Promise(() => undefined) },
    log: ctx.log,
    signal: ctx.signal,
  });
  return { ...ctx, notes };
}

test('what was written is taken back by another process on the same history, once', async () => {
  const engine = createMemoryNotes();
  const { id } = await recordChange(weftOn(engine), [rule()], says);
  const later = weftOn(engine);
  const { change, back } = await changeToUndo(later, id);
  expect(change).toMatchObject({ user: 'dev', says: says.says });
  expect(back?.steps).toMatchObject([{ do: 'patch', ref: rule().ref }]);
  const undone = await recordChange(later, [rule()], { says: 'Took back', undoes: id });
  await expect(changeToUndo(later, id)).rejects.toMatchObject({ code: 'conflict' });
  expect((await listChanges(weftOn(engine))).changes.find((one) => one.id === id)?.undoneBy).toBe(undone.id);
});

test('what may be secret is held by the process that wrote it and is written nowhere', async () => {
  const engine = createMemoryNotes();
  const first = weftOn(engine);
  const { id } = await recordChange(first, [secret], { says: 'Password of cart', undoes: null });
  expect(JSON.stringify(await engine.list('write'))).not.toContain('hunter');
  expect((await changeToUndo(first, id)).back).not.toBeNull();
  await expect(changeToUndo(weftOn(engine), id)).rejects.toMatchObject({
    code: 'not-found',
    message: 'The way back is not known any more: it holds what may be secret.',
  });
});

test('the last 200 are remembered, of older ones nothing is kept', async () => {
  const engine = createMemoryNotes();
  const weft = weftOn(engine);
  const ids: string[] = [];
  for (let i = 0; i < 203; i++) {
    const ctx = { ...weft, clock: { ...weft.clock, now: () => weft.clock.now() + i } };
    ids.push((await recordChange(ctx, [rule()], says)).id);
  }
  const { changes } = await listChanges(weft);
  expect(changes.map(({ id }) => id)).toEqual(ids.slice(3).toReversed());
  await expect(changeToUndo(weft, ids[0] ?? '')).rejects.toMatchObject({ code: 'not-found' });
});

test('a viewer sees and takes back what is in their namespaces alone', async () => {
  const engine = createMemoryNotes();
  const { id } = await recordChange(weftOn(engine), [rule(), rule('bank')], says);
  const limited = weftOn(engine, ['shop']);
  expect((await listChanges(limited)).changes).toEqual([]);
  await expect(changeToUndo(limited, id)).rejects.toMatchObject({ code: 'not-found' });
});

test('where the history cannot be read that is said, not that there is no such change', async () => {
  const engine = createMemoryNotes();
  const { id } = await recordChange(weftOn(engine), [rule()], says);
  const dead = weftOn({ ...engine, list: () => Promise.reject(new Error('connection refused')) });
  await expect(changeToUndo(dead, id)).rejects.toMatchObject({
    code: 'not-found',
    cure: 'What it keeps cannot be read now: connection refused.',
  });
});
