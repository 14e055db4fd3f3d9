import type { Finding } from '#lib/core/finding.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Governing } from '#lib/mesh/governing-object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { createValidator } from '#lib/validation/run.ts';
import { createSuppressor } from '#lib/validation/suppress.ts';
import type { Context } from '../context.ts';
import { definitionsRead } from './cluster-schemas.ts';
import { ghostFindings } from './ghosts.ts';
import { noteSeen } from './note-seen.ts';
import { observedFindings } from './observed-findings.ts';
import { shared } from './shared.ts';

type Source = Pick<Context, 'kube' | 'clock' | 'silences'>;

/** The findings of a snapshot. */
export interface Known {
  readonly every: readonly Finding[];
  readonly active: readonly Finding[];
  /** Those among them that traffic showed. */
  readonly observed: readonly Finding[];
  /** How many definitions had been read of clusters. */
  readonly definitions: number;
}

/** All findings of a snapshot, the suppressed ones marked: worked out once for all viewers, again only for what changed. */
export const everyFindingOf = (ctx: Source, snapshot: MeshSnapshot): readonly Finding[] =>
  knownFindings(ctx, snapshot).every;

/** The findings that were worked out last, suppressed ones left out; null where none have been. */
export const lastFindings = ({ kube }: Pick<Context, 'kube'>): readonly Finding[] | null =>
  newest(kube).known?.active ?? null;

const newest = (kube: Context['kube']): { known: Known | null } =>
  shared(kube, 'newest-findings', () => ({ known: null }));

/** Those that nobody suppressed: what is counted and drawn. */
export const findingsOf = (ctx: Source, snapshot: MeshSnapshot): readonly Finding[] =>
  knownFindings(ctx, snapshot).active;

/**
 * What is wrong by itself with a mesh that is, or would be after a draft. One validator checks both: a draft is checked from what
 * is known of the mesh as it is, and after it only what the two differ in is checked again.
 */
export const declaredFindings = ({ kube }: Pick<Context, 'kube'>, mesh: MeshSnapshot): readonly Finding[] =>
  shared(kube, 'validator', () => createValidator())(mesh);

/** All of it for one snapshot, each part worked out once. */
export function knownFindings({ kube, clock, silences = [] }: Source, snapshot: MeshSnapshot): Known {
  const bySnapshot = shared(kube, 'findings', () => new WeakMap<MeshSnapshot, Known>());
  const observed = observedFindings({ kube }, snapshot);
  const before = bySnapshot.get(snapshot);
  const definitions = definitionsRead({ kube });
  if (before?.observed === observed && before.definitions === definitions) return before;
  const checked = declaredFindings({ kube }, snapshot);
  const ghosts = ghostFindings({ kube }, snapshot);
  const declared = ghosts.length === 0 ? checked : [...checked, ...ghosts];
  const found = observed.length === 0 ? declared : [...declared, ...observed];
  const every = shared(kube, 'suppressor', () => createSuppressor(silences))(found, snapshot);
  const isActive = ({ suppressed }: Finding) => suppressed === undefined;
  const active = every.every(isActive) ? every : every.filter(isActive);
  const now = { every, active, observed, definitions };
  bySnapshot.set(snapshot, now);
  // What is asked of an older snapshot tells nothing of the present.
  if (snapshot === kube.snapshot()) {
    noteSeen({ kube, clock }, declared, observed);
    newest(kube).known = now;
  }
  return now;
}

type Namespaces = ReadonlySet<string> | null;

/** A Namespace is of itself; other objects of the whole cluster are for those who may read all of it. */
const mayRead = ({ kind, namespace, name }: ObjectRef, namespaces: Namespaces): boolean =>
  namespaces === null || namespaces.has(namespace ?? (kind === 'Namespace' ? name : ''));

/** The findings a viewer may read: those on objects of the viewer's namespaces, without the callers of others. */
export const readableFindings = (findings: readonly Finding[], namespaces: Namespaces): Finding[] => {
  const own = findings.filter(({ object }) => mayRead(object, namespaces));
  return namespaces === null ? own : own.map((finding) => withoutCallers(finding, namespaces));
};

/** Who calls from where a viewer may not read is not told: `shop/front and others`. */
function withoutCallers(finding: Finding, namespaces: ReadonlySet<string>): Finding {
  const { callers } = finding.args;
  if (callers === undefined) return finding;
  const mayBeNamed = (name: string) => !name.includes('/') || namespaces.has(name.split('/')[0] ?? '');
  const named = callers.split(/, | and /);
  const [own, hidden] = [named.filter(mayBeNamed), named.filter((name) => !mayBeNamed(name))];
  if (hidden.length === 0) return finding;
  const told = own.length === 0 ? 'callers that you may not read' : `${own.join(', ')} and others`;
  return { ...finding, args: { ...finding.args, callers: told } };
}

/** The governing objects a viewer may read. */
export const readableGoverning = (found: readonly Governing[], namespaces: Namespaces): Governing[] =>
  found.filter(({ object }) => mayRead(object, namespaces));
