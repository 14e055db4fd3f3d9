import { randomUUID } from 'node:crypto';
import type { ChangesResponse } from '#lib/api/edit-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { shared } from '../queries/shared.ts';
import type { DoneStep, WriteContext } from './write-step.ts';

/** What was written at once, and by whom. */
export interface Change {
  readonly id: string;
  readonly at: EpochSeconds;
  readonly user: string;
  readonly done: readonly DoneStep[];
  readonly undoes: string | null;
  undoneBy: string | null;
}

/** So many changes can be taken back; the oldest are forgotten. */
const mostKept = 200;

const changesOf = ({ kube }: Pick<WriteContext, 'kube'>): Map<string, Change> =>
  shared(kube, 'changes', () => new Map<string, Change>());

/** Keeps a change with its pre-image, so that it can be taken back. */
export function recordChange(ctx: WriteContext, done: readonly DoneStep[], undoes: string | null): Change {
  const changes = changesOf(ctx);
  const at = epochSeconds.parse(Math.floor(ctx.clock.now() / 1000));
  const change: Change = { id: randomUUID(), at, user: ctx.viewer.user, done, undoes, undoneBy: null };
  changes.set(change.id, change);
  const undone = undoes === null ? undefined : changes.get(undoes);
  if (undone !== undefined) undone.undoneBy = change.id;
  const [oldest] = changes.keys();
  if (changes.size > mostKept && oldest !== undefined) changes.delete(oldest);
  return change;
}

/** A change by its id. Throws WeftError `not-found`; `conflict` for one that was taken back already. */
export function changeToUndo(ctx: WriteContext, id: string): Change {
  const change = changesOf(ctx).get(id);
  if (change === undefined || !mayRead(ctx, change))
    throw new WeftError('not-found', 'Weft does not remember this change.', {
      cure: 'It forgets changes when it is started anew: apply the plan that takes it back instead.',
    });
  if (change.undoneBy !== null)
    throw new WeftError('conflict', 'This change has been taken back already.', {
      cure: 'Look at the recent changes for what was done since.',
    });
  return change;
}

/** What was written, of objects that the viewer may read, the newest first. */
export function listChanges(ctx: WriteContext): ChangesResponse {
  const changes = [...changesOf(ctx).values()].filter((change) => mayRead(ctx, change)).toReversed();
  return {
    changes: changes.map(({ id, at, user, done, undoes, undoneBy }) => ({
      id,
      at,
      user,
      objects: done.map(({ ref, do: did }) => ({ object: ref, do: did })),
      undoes,
      undoneBy,
    })),
  };
}

const mayRead = ({ viewer: { namespaces } }: WriteContext, { done }: Change): boolean =>
  namespaces === null || done.every(({ ref }) => namespaces.has(ref.namespace ?? ''));
