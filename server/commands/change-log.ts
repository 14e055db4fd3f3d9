import { randomUUID } from 'node:crypto';
import type { ChangesResponse } from '#lib/api/edit-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { parseJson } from '#lib/core/json.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { type DoneChange, inversePlan } from '#lib/edit/inverse-plan.ts';
import { notToKeep } from '#lib/history/way-back.ts';
import { type WriteRecord, writeRecord } from '#lib/history/write-record.ts';
import { writtenChanges } from '#lib/history/written-changes.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { NotesStore } from '../history/notes.ts';
import { createNotesStore } from '../history/notes-store.ts';
import { keeperOf } from '../kube/keep.ts';
import { shared } from '../queries/shared.ts';
import type { DoneStep, WriteContext } from './write-step.ts';

/** What was written at once, and how it is taken back. */
export interface Change {
  readonly id: string;
  readonly at: EpochSeconds;
  readonly back: ChangePlan | null;
}

/** So many changes can be taken back; older ones are forgotten. */
const mostRemembered = 200;
/** So many ways back that must not be written down are held by the process alone. */
const mostHeld = 20;
const noteKind = 'write';

/** Where nothing keeps notes, what was written is remembered for as long as the process lives. */
const journal = ({ notes, kube, clock, log }: WriteContext): NotesStore =>
  notes ??
  shared(kube, 'writes', () =>
    createNotesStore({ open: null, clock, log, signal: new AbortController().signal }),
  );

const heldBack = ({ kube }: WriteContext): Map<string, ChangePlan> =>
  shared(kube, 'held-back', () => new Map<string, ChangePlan>());

/** Keeps what was written with the way back, in the history beside what the watch tells of it. */
export async function recordChange(
  ctx: WriteContext,
  done: readonly DoneStep[],
  { says, undoes }: { readonly says: string; readonly undoes: string | null },
): Promise<Change> {
  const [id, user] = [randomUUID(), ctx.viewer.user];
  const at = epochSeconds.parse(Math.floor(ctx.clock.now() / 1000));
  const back = inversePlan(done);
  const notKept = back === null ? null : notToKeep(back);
  if (back !== null && notKept !== null) hold(heldBack(ctx), id, back);
  const objects = done.map(({ ref, do: did }) => ({ object: ref, do: did }));
  const record = { id, at, user, says, objects, undoes, back: notKept === null ? back : null, notKept };
  await remember(ctx, record);
  await ctx.history?.append(writtenChanges(done.map(asWatched), { change: id, user, says }, at));
  return { id, at, back };
}

async function remember(ctx: WriteContext, record: WriteRecord): Promise<void> {
  const notes = journal(ctx);
  const note = { kind: noteKind, key: record.id, at: ctx.clock.now() };
  await notes.put([{ ...note, body: parseJson(JSON.stringify(record)) }]);
  // Of those beyond the last ones nothing is left but the key, until it is too old.
  const old = notes.known(noteKind).filter(({ body }, place) => place >= mostRemembered && body !== null);
  if (old.length > 0) await notes.put(old.map((each) => ({ ...each, body: null })));
}

/** Of ConfigMaps the watch keeps those of the mesh alone, and the history no more. */
const asWatched = ({ ref, before, after }: DoneStep): DoneChange => {
  const keep = ref.kind === 'ConfigMap' ? keeperOf('ConfigMap') : (object: KubeObject) => object;
  return { ref, before: before === null ? null : keep(before), after: after === null ? null : keep(after) };
};

function hold(held: Map<string, ChangePlan>, id: string, back: ChangePlan): void {
  held.set(id, back);
  const [oldest] = held.keys();
  if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
}

/**
 * A change by its id, and the plan that takes it back, null where it changed nothing. Throws WeftError `not-found`; `conflict` for
 * one that was taken back already.
 */
export async function changeToUndo(
  ctx: WriteContext,
  id: string,
): Promise<{ readonly change: WriteRecord; readonly back: ChangePlan | null }> {
  const all = await remembered(ctx);
  const change = all.find((one) => one.id === id);
  const trouble = journal(ctx).trouble();
  if (change === undefined || !mayRead(ctx, change))
    throw new WeftError('not-found', 'Weft does not remember this change.', {
      cure:
        trouble === null
          ? 'It remembers the last 200: apply the plan that takes it back instead.'
          : `What it keeps cannot be read now: ${trouble}.`,
    });
  if (all.some(({ undoes }) => undoes === id))
    throw new WeftError('conflict', 'This change has been taken back already.', {
      cure: 'Look at the recent changes for what was done since.',
    });
  const back = heldBack(ctx).get(id) ?? change.back;
  if (back === null && change.notKept !== null)
    throw new WeftError('not-found', `The way back is not known any more: ${change.notKept}.`, {
      cure: 'Set the object as it should be.',
    });
  return { change, back };
}

/** What was written, of objects that the viewer may read, the newest first. */
export async function listChanges(ctx: WriteContext): Promise<ChangesResponse> {
  const all = await remembered(ctx);
  const undoneBy = new Map(all.flatMap(({ undoes, id }) => (undoes === null ? [] : [[undoes, id]])));
  return {
    changes: all
      .filter((change) => mayRead(ctx, change))
      .map(({ back: _, notKept: __, ...told }) => ({ ...told, undoneBy: undoneBy.get(told.id) ?? null })),
  };
}

/** Read anew: another Weft on the same history may have written. */
async function remembered(ctx: WriteContext): Promise<readonly WriteRecord[]> {
  const notes = journal(ctx);
  await notes.refresh(noteKind);
  return notes.known(noteKind).flatMap(({ body }) => writeRecord.safeParse(body).data ?? []);
}

const mayRead = ({ viewer: { namespaces } }: WriteContext, { objects }: WriteRecord): boolean =>
  namespaces === null || objects.every(({ object }) => namespaces.has(object.namespace ?? ''));
