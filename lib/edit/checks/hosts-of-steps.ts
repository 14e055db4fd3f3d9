import { objectKey } from '#lib/core/object-ref.ts';
import { hostsOfObject } from '#lib/graph/decorate/hosts-of-objects.ts';
import type { PlanInput } from './plan-input.ts';

/** The hosts (full names) that the objects of a plan are attached to, send to or define, before it or after it. */
export const hostsOfSteps = ({ before, after, steps }: PlanInput): ReadonlySet<string> =>
  new Set(
    steps.flatMap(({ ref }) =>
      [before, after].flatMap((cluster) => [...hostsOfObject(cluster, objectKey(ref))]),
    ),
  );
