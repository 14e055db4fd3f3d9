import type { HistoryResponse } from '#lib/api/history-contract.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { Context } from '../context.ts';
import type { HistoryCount, HistoryQuery } from '../history/engine.ts';
import type { HistoryStore } from '../history/history.ts';

export interface HistoryAsked {
  readonly from: EpochSeconds | null;
  readonly to: EpochSeconds | null;
  readonly namespaces: readonly string[];
  readonly kind: readonly string[];
  /** Keys of objects, as `objectKey` makes them. */
  readonly object: readonly string[];
  readonly who: readonly string[];
  readonly q: string;
  readonly limit: number;
  readonly cursor: string | null;
  readonly counts: boolean;
}

const day = 86_400;

/** What changed, of objects that the viewer may read. */
export async function readHistory(
  { history, clock, viewer }: Pick<Context, 'history' | 'clock' | 'viewer'>,
  asked: HistoryAsked,
): Promise<HistoryResponse> {
  const to = asked.to ?? epochSeconds.parse(Math.floor(clock.now() / 1000));
  const from = asked.from ?? epochSeconds.parse(to - day);
  const kept = { lasting: history?.lasting() ?? false, trouble: history?.trouble() ?? null };
  if (history === undefined) return { from, to, changes: [], more: false, next: null, counts: null, kept };
  const query = {
    from,
    to,
    namespaces: readable(asked.namespaces, viewer.namespaces),
    kinds: someOf(asked.kind),
    objects: someOf(asked.object),
    who: someOf(asked.who),
    words: asked.q.toLowerCase().split(/\s+/).filter(Boolean),
    limit: asked.limit + 1,
  };
  const after = placeOf(asked.cursor);
  const listed = await history.list(
    after === null ? query : { ...query, to: Math.min(to, after.at), limit: after.skip + asked.limit + 1 },
  );
  const found = listed.slice(skippedOf(listed, after));
  const changes = found.slice(0, asked.limit);
  const more = found.length > asked.limit;
  const counts = asked.counts ? await counted(history, query) : null;
  return { from, to, changes, more, next: more ? cursorAfter(changes, after) : null, counts, kept };
}

/** The second of the last change that was told, and how many of that second were told. */
interface Place {
  readonly at: number;
  readonly skip: number;
}

function placeOf(cursor: string | null): Place | null {
  const [at = '', skip = ''] = cursor?.split('.') ?? [];
  return cursor === null ? null : { at: Number(at), skip: Number(skip) };
}

/** Fewer than were told where the oldest of them are forgotten meanwhile. */
const skippedOf = (listed: readonly { at: number }[], after: Place | null): number =>
  after === null ? 0 : Math.min(after.skip, listed.filter(({ at }) => at === after.at).length);

function cursorAfter(changes: HistoryResponse['changes'], after: Place | null): string | null {
  const last = changes.at(-1)?.at;
  if (last === undefined) return null;
  const here = changes.filter(({ at }) => at === last).length;
  return `${last}.${here + (after?.at === last ? after.skip : 0)}`;
}

/** How many there are of what is asked for; the choices are those of the time, whatever else is asked for. */
async function counted(history: HistoryStore, query: HistoryQuery): Promise<HistoryResponse['counts']> {
  const [some, all] = await Promise.all([
    history.count(query),
    history.count({ ...query, kinds: null, who: null, words: [] }),
  ]);
  const sum = (counts: readonly HistoryCount[]) => counts.reduce((total, { count }) => total + count, 0);
  const by = (name: (count: HistoryCount) => string) =>
    [...Map.groupBy(all, name)]
      .map(([each, counts]) => ({ name: each, count: sum(counts) }))
      .sort((a, b) => b.count - a.count);
  return { total: sum(some), kinds: by(({ kind }) => kind), who: by(({ who }) => who) };
}

const someOf = (list: readonly string[]): ReadonlySet<string> | null =>
  list.length === 0 ? null : new Set(list);

/** The namespaces asked for that the viewer may read: never more than those. */
function readable(asked: readonly string[], allowed: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (asked.length === 0) return allowed;
  return new Set(asked.filter((namespace) => allowed?.has(namespace) ?? true));
}
