import { objectKey } from '#lib/core/object-ref.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import type { HistoryEngine, HistoryQuery } from './engine.ts';

/** Changes in memory, for as long as the process lives. */
export function createMemoryEngine(): HistoryEngine {
  let kept = new Map<string, ChangeRecord>();
  let moments = new Set<string>();
  return {
    append: async (changes) => {
      for (const change of changes) {
        const moment = momentOf(change);
        if (kept.has(change.id) || (change.seen === 'found' && moments.has(moment))) continue;
        kept.set(change.id, change);
        moments.add(moment);
      }
    },
    list: async (query) =>
      [...kept.values()]
        .toReversed()
        .filter((change) => matches(change, query))
        .sort((a, b) => b.at - a.at)
        .slice(0, query.limit),
    prune: async (before, most) => {
      const newest = [...kept.values()].filter(({ at }) => at >= before).sort((a, b) => a.at - b.at);
      const left = newest.slice(Math.max(0, newest.length - most));
      kept = new Map(left.map((change) => [change.id, change]));
      moments = new Set(left.map(momentOf));
    },
    close: async () => undefined,
  };
}

const momentOf = ({ object, at }: ChangeRecord): string => `${objectKey(object)}@${at}`;

function matches({ at, object }: ChangeRecord, query: HistoryQuery): boolean {
  const { from, to, namespaces, kinds, objects } = query;
  return (
    at >= from &&
    at <= to &&
    (namespaces?.has(object.namespace ?? '') ?? true) &&
    (kinds?.has(object.kind) ?? true) &&
    (objects?.has(objectKey(object)) ?? true)
  );
}
