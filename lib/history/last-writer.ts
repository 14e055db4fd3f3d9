import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { ObjectMeta } from '#lib/k8s/object.ts';

/** Who wrote an object last other than its status, scaling included, and when (whole seconds, as Kubernetes keeps it). */
export function lastWriter({
  managedFields = [],
}: ObjectMeta): { readonly by: string; readonly at: EpochSeconds } | null {
  let last: { by: string; at: number } | null = null;
  for (const { manager = '', subresource = '', time = '' } of managedFields) {
    const at = Math.floor(Date.parse(time) / 1000);
    if (manager === '' || subresource === 'status' || !Number.isFinite(at)) continue;
    if (last === null || at >= last.at) last = { by: manager, at };
  }
  return last === null ? null : { by: last.by, at: epochSeconds.parse(last.at) };
}
