import { isObject, type Json, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeStep } from '../change-plan.ts';
import { baseOf, type LiveObjects } from '../live-objects.ts';
import { copyOf } from '../object-json.ts';
import type { RouteDestination, RouteRule } from '../split/route-rule.ts';
import { routeRules } from '../split/route-rules.ts';
import { stepBetween } from '../step-between.ts';

/** What a rule's one destination is split into: subsets of a host, or Services. */
export interface Split {
  /** Full name of the host that is split. */
  readonly host: string;
  readonly stable: string;
  readonly canary: string;
  /** Percent for the canary. */
  readonly weight: number;
}

type Steps = Result<readonly ChangeStep[], string>;
type Splitting = (
  cluster: ClusterSnapshot,
  live: LiveObjects,
  refs: readonly ObjectRef[],
  split: Split,
) => Steps;

/** The steps that split every rule of VirtualServices whose one destination is the host: all of it, or the stable subset. */
export const splitRoutes: Splitting = (cluster, live, refs, split) =>
  editRules(cluster, live, refs, (rule, list) => {
    const one = rule.destinations[0];
    const sends = rule.destinations.length === 1 && one?.fullHost === split.host;
    if (!sends || (one?.subset !== null && one?.subset !== split.stable)) return list;
    return twice(list[0], split, (of, subset) => ({
      ...of,
      destination: { ...objectAt(of, 'destination'), subset },
    }));
  });

/** The steps that split every rule of Gateway API routes whose one backend is the host between two Services. */
export const splitBackends: Splitting = (cluster, live, refs, split) =>
  editRules(cluster, live, refs, (rule, list) => {
    const one: RouteDestination | undefined = rule.destinations[0];
    if (rule.destinations.length !== 1 || one?.fullHost !== split.host) return list;
    return twice(list[0], split, (of, name) => ({ ...of, name }));
  });

/** What stands beside a destination (headers, filters) holds for both. */
function twice(
  written: Json | undefined,
  { stable, canary, weight }: Split,
  named: (of: JsonObject, name: string) => JsonObject,
): Json[] {
  const of = isObject(written) ? written : {};
  return [
    { ...named(of, stable), weight: 100 - weight },
    { ...named(of, canary), weight },
  ];
}

/** What becomes of a rule's list of destinations: the very list where it stays as it is. */
export type ListEdit = (rule: RouteRule, list: readonly Json[], ref: ObjectRef) => readonly Json[];

/** The steps that change lists of destinations, rule by rule; objects in which none changes have no step. */
export function editRules(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  refs: readonly ObjectRef[],
  edit: ListEdit,
): Steps {
  const steps: ChangeStep[] = [];
  for (const ref of refs) {
    const before = baseOf(cluster, live, ref);
    if (before === null) return err(`${ref.kind} ${ref.namespace}/${ref.name} is not there.`);
    const step = stepBetween(ref, before, edited(before, ref, edit));
    if (step !== null) steps.push(step);
  }
  return ok(steps);
}

function edited(before: KubeObject, ref: ObjectRef, edit: ListEdit): KubeObject {
  const after = copyOf(before);
  for (const rule of routeRules(before)) {
    const [, rules = '', , key = ''] = rule.path;
    const of = listAt(objectAt(after, 'spec'), String(rules))[rule.index];
    const list = listAt(of, String(key));
    const changed = edit(rule, list, ref);
    if (changed !== list && isObject(of)) of[String(key)] = [...changed];
  }
  return after;
}
