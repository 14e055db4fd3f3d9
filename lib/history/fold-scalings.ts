import { objectKey } from '#lib/core/object-ref.ts';
import type { ChangeRecord } from './change-record.ts';

/** Scalings that follow on each other within so many seconds are one story. */
const soon = 600;

const isSame = (a: ChangeRecord, b: ChangeRecord): boolean =>
  b.what === 'scaled' && a.by === b.by && objectKey(a.object) === objectKey(b.object);

/**
 * Scalings of one object by one hand that follow on each other become the last of them, from the first number to the last, and how
 * often: an autoscaler that cannot make up its mind is one line. The order is otherwise kept.
 */
export function foldScalings(changes: readonly ChangeRecord[]): readonly ChangeRecord[] {
  const newestFirst = changes.filter(({ what }) => what === 'scaled').sort((a, b) => b.at - a.at);
  const folded = new Map<string, ChangeRecord[]>();
  const taken = new Set<string>();
  for (const change of newestFirst) {
    if (taken.has(change.id)) continue;
    const story = [change];
    for (const other of newestFirst)
      if (other.at <= change.at && other.id !== change.id && !taken.has(other.id) && isSame(change, other)) {
        if ((story.at(-1)?.at ?? 0) - other.at > soon) break;
        story.push(other);
      }
    for (const { id } of story) taken.add(id);
    folded.set(change.id, story);
  }
  return changes.flatMap((change) => {
    if (change.what !== 'scaled') return change;
    const story = folded.get(change.id);
    return story === undefined ? [] : asOne(story);
  });
}

function asOne(story: readonly ChangeRecord[]): ChangeRecord[] {
  const [last] = story;
  const first = story.at(-1);
  if (last === undefined || first === undefined) return [];
  if (story.length === 1) return [last];
  const [from] = first.fields;
  const [to] = last.fields;
  const fields = to === undefined ? [] : [{ ...to, before: from?.before ?? null }];
  return [{ ...last, fields, note: `${story.length} times` }];
}
