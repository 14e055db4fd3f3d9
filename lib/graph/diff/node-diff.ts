import type { GraphNode, HealthStatus } from '../model.ts';
import { type Delta, plainDelta, rateDelta } from './delta.ts';
import { type Change, healthChange, type Mark, type Side } from './edge-diff.ts';

export interface NodeDiff {
  readonly mark: Mark;
  readonly before: GraphNode | null;
  readonly after: GraphNode | null;
  /** Requests per second in and out. */
  readonly inRate: Delta;
  readonly outRate: Delta;
  readonly readyPods: Delta;
  /** Null where it did not change, or where chance may have changed it. */
  readonly health: Change<HealthStatus> | null;
}

/** Compares a node of two moments; one of them may lack it. */
export function diffNode(before: GraphNode | null, after: GraphNode | null, sides: Change<Side>): NodeDiff {
  const rate = (name: 'inRate' | 'outRate') =>
    rateDelta(counted(before?.[name], sides.before), counted(after?.[name], sides.after));
  const numbers = {
    inRate: rate('inRate'),
    outRate: rate('outRate'),
    readyPods: plainDelta(before?.pods?.ready ?? null, after?.pods?.ready ?? null),
  };
  const base = { before, after, ...numbers };
  if (before === null || after === null)
    return { ...base, mark: before === null ? 'new' : 'lost', health: null };
  const health = healthChange(before.health, after.health);
  // Pods are counted, not sampled: every difference is one.
  const pods = numbers.readyPods.absolute !== null && numbers.readyPods.absolute !== 0;
  const traffic = numbers.inRate.verdict === 'real' || numbers.outRate.verdict === 'real';
  return { ...base, health, mark: health !== null || pods || traffic ? 'changed' : 'same' };
}

/** A rate that a graph tells is its count over the window. */
const counted = (rate: number | null | undefined, { window }: Side) =>
  rate === null || rate === undefined || window <= 0 ? null : { count: rate * window, window };
