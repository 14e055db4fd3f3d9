import { objectKey } from '#lib/core/object-ref.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { weft, whoOf, wordsOf } from './change-columns.ts';
import type { HistoryCount, HistoryEngine, HistoryQuery } from './engine.ts';

/** Changes in memory, for as long as the process lives. */
export function createMemoryEngine(): HistoryEngine {
  let kept = new Map<string, ChangeRecord>();
  let moments = momentsOf([]);
  const drop = (change: ChangeRecord): void => {
    kept.delete(change.id);
    const moment = momentOf(change);
    moments.set(
      moment,
      (moments.get(moment) ?? []).filter(({ id }) => id !== change.id),
    );
  };
  const add = (change: ChangeRecord): void => {
    const same = moments.get(momentOf(change)) ?? [];
    if (change.seen === 'found' && same.length > 0) return;
    const isWritten = change.written !== undefined;
    if (
      !isWritten &&
      whoOf(change) === weft &&
      same.some((other) => !isWatched(other) && sameFields(other, change))
    )
      return;
    if (isWritten)
      for (const other of same)
        if (isWatched(other) && whoOf(other) === weft && sameFields(other, change)) drop(other);
    const known = kept.get(change.id);
    if (known !== undefined && !(isWritten && isWatched(known))) return;
    if (known !== undefined) drop(known);
    kept.set(change.id, change);
    moments.set(momentOf(change), [...(moments.get(momentOf(change)) ?? []), change]);
  };
  return {
    append: async (changes) => changes.forEach(add),
    list: async (query) =>
      [...kept.values()]
        .toReversed()
        .filter((change) => matches(change, query))
        .sort((a, b) => b.at - a.at)
        .slice(0, query.limit),
    count: async (query) => countsOf([...kept.values()].filter((change) => matches(change, query))),
    prune: async (before, most) => {
      const newest = [...kept.values()].filter(({ at }) => at >= before).sort((a, b) => a.at - b.at);
      const left = newest.slice(Math.max(0, newest.length - most));
      kept = new Map(left.map((change) => [change.id, change]));
      moments = momentsOf(left);
    },
    close: async () => undefined,
  };
}

const isWatched = ({ written }: ChangeRecord): boolean => written === undefined;

const sameFields = (one: ChangeRecord, other: ChangeRecord): boolean =>
  JSON.stringify(one.fields) === JSON.stringify(other.fields);

const momentOf = ({ object, at }: ChangeRecord): string => `${objectKey(object)}@${at}`;

const momentsOf = (changes: readonly ChangeRecord[]): Map<string, ChangeRecord[]> =>
  Map.groupBy(changes, momentOf);

function countsOf(changes: readonly ChangeRecord[]): readonly HistoryCount[] {
  const kinds = Map.groupBy(changes, ({ object }) => object.kind);
  return [...kinds].flatMap(([kind, ofKind]) =>
    [...Map.groupBy(ofKind, whoOf)].map(([who, some]) => ({ kind, who, count: some.length })),
  );
}

function matches(change: ChangeRecord, query: HistoryQuery): boolean {
  const { at, object } = change;
  const { from, to, namespaces, kinds, objects, who, words = [] } = query;
  return (
    at >= from &&
    at <= to &&
    (namespaces?.has(object.namespace ?? '') ?? true) &&
    (kinds?.has(object.kind) ?? true) &&
    (objects?.has(objectKey(object)) ?? true) &&
    (who?.has(whoOf(change)) ?? true) &&
    words.every((word) => wordsOf(change).includes(word))
  );
}
