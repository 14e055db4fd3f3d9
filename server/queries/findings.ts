import type { Finding } from '#lib/core/finding.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Governing } from '#lib/mesh/governing-object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { createValidator } from '#lib/validation/run.ts';
import type { Context } from '../context.ts';
import { shared } from './shared.ts';

/** The findings of a snapshot, worked out once for all viewers and again only for the kinds that changed. */
export function findingsOf({ kube }: Pick<Context, 'kube'>, snapshot: MeshSnapshot): readonly Finding[] {
  return shared(kube, 'validator', () => createValidator())(snapshot);
}

type Namespaces = ReadonlySet<string> | null;

/** A Namespace is of itself; other objects of the whole cluster are for those who may read all of it. */
const mayRead = ({ kind, namespace, name }: ObjectRef, namespaces: Namespaces): boolean =>
  namespaces === null || namespaces.has(namespace ?? (kind === 'Namespace' ? name : ''));

/** The findings a viewer may read: those on objects of the viewer's namespaces. */
export const readableFindings = (findings: readonly Finding[], namespaces: Namespaces): Finding[] =>
  findings.filter(({ object }) => mayRead(object, namespaces));

/** The governing objects a viewer may read. */
export const readableGoverning = (found: readonly Governing[], namespaces: Namespaces): Governing[] =>
  found.filter(({ object }) => mayRead(object, namespaces));
