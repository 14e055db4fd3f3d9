import type { ObjectRef } from '#lib/core/object-ref.ts';
import { kinds } from './kinds.ts';
import { writtenKind } from './written-kinds.ts';

/** A right as RBAC says it: `patch virtualservices.networking.istio.io in shop`. */
export function rightName(verb: string, { group, kind, namespace }: ObjectRef): string {
  const known = Object.values(kinds).find((one) => one.group === group && one.kind === kind);
  const resource = (known ?? writtenKind(group, kind))?.plural ?? kind;
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}${namespace === null ? '' : ` in ${namespace}`}`;
}
