import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { ObjectMeta } from './object.ts';

export interface Written {
  /** The field manager: `kubectl-edit`, `weft`. */
  readonly by: string;
  readonly at: EpochSeconds;
}

/** Who wrote an object other than its status, each with the last time, the newest first. Managers without a time are left out. */
export function lastWritten({ managedFields = [] }: ObjectMeta): readonly Written[] {
  const newest = new Map<string, number>();
  for (const { manager = '', subresource = '', time = '' } of managedFields) {
    const at = Math.floor(Date.parse(time) / 1000);
    if (manager === '' || subresource !== '' || !Number.isFinite(at)) continue;
    newest.set(manager, Math.max(at, newest.get(manager) ?? 0));
  }
  return [...newest].map(([by, at]) => ({ by, at: epochSeconds.parse(at) })).sort((a, b) => b.at - a.at);
}
