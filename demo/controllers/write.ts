import type { RawObject } from '#demo/kube-client/raw-object.ts';
import type { KindName } from '#lib/k8s/kinds.ts';

/** An object as it is sent to be created: the server adds uid, version and times. */
export interface NewObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly object[];
  };
  readonly [field: string]: unknown;
}

/** What a reconcile wants of the API server. Reconciles are pure: they return these, the runner sends them. */
export type Write =
  | {
      readonly verb: 'create';
      readonly kind: KindName;
      readonly manager: Manager;
      readonly object: NewObject;
    }
  | {
      readonly verb: 'patch';
      readonly kind: KindName;
      readonly manager: Manager;
      readonly target: RawObject;
      readonly subresource: 'status' | null;
      /** A JSON merge patch. */
      readonly patch: Readonly<Record<string, unknown>>;
    }
  | { readonly verb: 'delete'; readonly kind: KindName; readonly target: RawObject }
  | { readonly verb: 'bind'; readonly kind: 'Pod'; readonly target: RawObject; readonly node: string };

export type Manager = 'kube-controller-manager' | 'kubelet' | 'kube-scheduler';

/** The owner reference that a controller puts on what it makes. */
export function ownedBy(owner: RawObject, apiVersion: string, kind: string): object {
  return {
    apiVersion,
    kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/**
 * A patch of those fields that differ from what is there, or null when nothing does (objects compared deeply). The API
 * server leaves out counts of 0 and empty texts, so those equal an absent field.
 */
export function differing(
  wanted: Readonly<Record<string, unknown>>,
  present: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> | null {
  const changed = Object.entries(wanted).filter(([name, value]) => !sameJson(value, present?.[name]));
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

function sameJson(a: unknown, b: unknown): boolean {
  return isEmpty(a) ? isEmpty(b) : stableJson(a) === stableJson(b);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === 0 || value === false || value === '';

/** JSON with sorted keys and without absent members: equal values give equal texts. */
export function stableJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? ''
  );
}
