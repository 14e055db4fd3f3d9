import { objectKey } from '#lib/core/object-ref.ts';
import type { ChangeRecord } from './change-record.ts';

/** Scalings that follow on each other within so many seconds are one story. */
const soon = 600;

/**
 * Scalings of one object by one hand that follow on each other become the last of them, from the first number to the last, and how
 * often: an autoscaler that cannot make up its mind is one line. The order is otherwise kept.
 */
export function foldScalings(changes: readonly ChangeRecord[]): readonly ChangeRecord[] {
  const scalings = changes.filter(({ what }) => what === 'scaled').sort((a, b) => b.at - a.at);
  const told = new Map<string, ChangeRecord>();
  for (const ofOne of Map.groupBy(scalings, ({ object, by }) => `${objectKey(object)} ${by}`).values())
    for (const story of stories(ofOne)) {
      const one = asOne(story);
      if (one !== null) told.set(one.id, one);
    }
  return changes.flatMap((change) => (change.what === 'scaled' ? (told.get(change.id) ?? []) : change));
}

function* stories(newestFirst: readonly ChangeRecord[]): Generator<readonly ChangeRecord[]> {
  let story: ChangeRecord[] = [];
  for (const change of newestFirst) {
    const previous = story.at(-1);
    if (previous !== undefined && previous.at - change.at > soon) {
      yield story;
      story = [];
    }
    story.push(change);
  }
  yield story;
}

function asOne(story: readonly ChangeRecord[]): ChangeRecord | null {
  const [last] = story;
  const first = story.at(-1);
  if (last === undefined || first === undefined) return null;
  if (story.length === 1) return last;
  const [from] = first.fields;
  const [to] = last.fields;
  const fields = to === undefined ? [] : [{ ...to, before: from?.before ?? null }];
  return { ...last, fields, note: `${story.length} times` };
}
