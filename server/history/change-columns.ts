import type { Json } from '#lib/core/json.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { type ChangeRecord, changeRecord } from '#lib/history/change-record.ts';
import { changeText } from '#lib/history/change-text.ts';

/** The field manager of what Weft writes, see `server/kube/write-object.ts`. */
export const weft = 'weft';

/** A change as both databases keep it: what it is looked for by, and the whole as JSON. */
export const columnsOf = (change: ChangeRecord) => ({
  id: change.id,
  at: Math.floor(change.at),
  namespace: change.object.namespace ?? '',
  kind: change.object.kind,
  object: objectKey(change.object),
  body: JSON.stringify(change),
  seen: change.seen,
  who: whoOf(change),
  written: change.written === undefined ? 0 : 1,
  words: wordsOf(change),
});

/** Enough of what is told of a change to find it again. */
const mostWords = 2000;

/** All that is told of a change, in lower case: what a text is looked for in. */
export function wordsOf(change: ChangeRecord): string {
  const { object, fields, written } = change;
  const told = [
    object.kind,
    `${object.namespace ?? ''}/${object.name}`,
    changeText(change),
    whoOf(change),
    written?.says ?? '',
    ...fields.flatMap(({ path, before, after }) => [path, before ?? '', after ?? '']),
  ];
  return told.join(' ').toLowerCase().slice(0, mostWords);
}

/** Who did it: the person, where it was done through Weft, else the field manager; empty where nobody is known. */
export const whoOf = ({ by, written }: ChangeRecord): string => written?.user ?? by ?? '';

/** The changes that were kept; one that a newer Weft wrote in another shape is left out. */
export const changesOf = (bodies: readonly Json[]): readonly ChangeRecord[] =>
  bodies.flatMap((body) => {
    const parsed = changeRecord.safeParse(body);
    return parsed.success ? [parsed.data] : [];
  });
