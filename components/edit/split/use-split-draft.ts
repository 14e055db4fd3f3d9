'use client';
import { useMemo, useState } from 'react';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { normalise, reachOf, setPercent, setWeight, type WeightRows } from '#lib/edit/split/weights.ts';
import type { SplitParamsState } from './split-params.ts';

/** Weights and mirror percentages of one rule while a person moves them, kept in the link. */
export interface SplitDraft {
  readonly weights: readonly number[];
  readonly locked: readonly boolean[];
  readonly mirrors: readonly (number | null)[];
  readonly sum: number;
  /** Whether anything differs from what is declared. */
  readonly changed: boolean;
  /** Moves a row as far as the locks let it; the other rows give or take. */
  move(index: number, weight: number): void;
  /** Gives a row this weight; where no other row can give or take, the sum changes. */
  enter(index: number, weight: number): void;
  preset(index: number, percent: number): void;
  normalise(): void;
  lock(index: number): void;
  mirror(index: number, percent: number): void;
  discard(): void;
}

const sumOf = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);

/** The draft of one rule: weights as the address has them, or else as declared. Locks are of this visit alone. */
export function useSplitDraft(rule: RouteRule, { params, change }: SplitParamsState): SplitDraft {
  const [locks, setLocks] = useState<ReadonlySet<number>>(new Set());
  return useMemo(() => {
    const declared = rule.destinations.map(({ effective }) => effective);
    const weights = params.weights?.length === declared.length ? params.weights : declared;
    const mirrors = rule.mirrors.map((_, i) => params.mirrors?.[i] ?? null);
    const rows: WeightRows = { weights, locked: weights.map((_, i) => locks.has(i)) };
    const sum = sumOf(weights);
    const keep = (next: WeightRows) =>
      change({ weights: sameList(next.weights, declared) ? null : next.weights });
    return {
      weights,
      locked: rows.locked,
      mirrors,
      sum,
      changed:
        !sameList(weights, declared) ||
        rule.mirrors.some(({ percent }, i) => mirrors[i] !== null && mirrors[i] !== (percent ?? 100)),
      move: (index, weight) =>
        keep(sum === 0 ? setPercent(rows, index, weight) : setWeight(rows, index, weight)),
      enter: (index, weight) => keep(entered(rows, index, weight)),
      preset: (index, percent) => keep(setPercent(rows, index, percent)),
      normalise: () => keep(normalise(rows)),
      lock: (index) =>
        setLocks(
          (before) =>
            new Set(before.has(index) ? [...before].filter((i) => i !== index) : [...before, index]),
        ),
      mirror: (index, percent) => change({ mirrors: mirrors.map((one, i) => (i === index ? percent : one)) }),
      discard: () => change({ weights: null, mirrors: null }),
    };
  }, [rule, params, change, locks]);
}

function entered(rows: WeightRows, index: number, weight: number): WeightRows {
  const { from, to } = reachOf(rows, index);
  return from === to
    ? { ...rows, weights: rows.weights.map((own, i) => (i === index ? weight : own)) }
    : setWeight(rows, index, weight);
}

const sameList = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
