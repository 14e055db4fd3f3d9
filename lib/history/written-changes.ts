import type { EpochSeconds } from '#lib/core/units.ts';
import type { DoneChange } from '#lib/edit/inverse-plan.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { trim } from '#lib/k8s/trim.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import { changeOfObject } from './change-of-object.ts';
import type { ChangeRecord, WrittenBy } from './change-record.ts';
import { recordedKinds } from './recorded-kinds.ts';

/** What was done through Weft to each object, as the watch would tell it, and by whom. Kinds that are not recorded are left out. */
export function writtenChanges(
  done: readonly DoneChange[],
  written: WrittenBy,
  now: EpochSeconds,
): readonly ChangeRecord[] {
  return done.flatMap(({ ref, before, after }) => {
    const kind = kindNameOf(ref.group, ref.kind);
    if (kind === null || !recordedKinds.has(kind)) return [];
    const asWatched = (object: KubeObject | null) => (object === null ? null : trim(kind, object));
    const change = changeOfObject({ ref, before: asWatched(before), after: asWatched(after), now });
    return change === null ? [] : [{ ...change, by: 'weft', written }];
  });
}
