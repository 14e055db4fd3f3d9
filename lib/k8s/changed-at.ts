import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { ManagedFieldsEntry, ObjectMeta } from './object.ts';

/**
 * When an object was last written other than its status, in whole seconds as Kubernetes keeps it: the newest time among
 * its managed fields, else its creation. Null where the object tells neither.
 */
export function changedAt(meta: ObjectMeta): EpochSeconds | null {
  const times = entriesOf(meta)
    .filter(({ subresource = '' }) => subresource === '')
    .map((entry) => entry.time);
  const parsed = [...times, meta.creationTimestamp]
    .map((time) => (time === undefined ? Number.NaN : Date.parse(time) / 1000))
    .filter((time) => Number.isFinite(time));
  return parsed.length === 0 ? null : epochSeconds.parse(Math.max(...parsed));
}

/** An API server gives a list of objects; a file may hold anything there. */
const entriesOf = ({ managedFields }: ObjectMeta): readonly ManagedFieldsEntry[] =>
  Array.isArray(managedFields)
    ? managedFields.filter((entry) => typeof entry === 'object' && entry !== null)
    : [];
