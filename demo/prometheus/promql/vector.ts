import type { Labels } from '../store/labels.ts';
import { ExecutionError } from './errors.ts';

/** An instant vector in columns: `labels[i]` has `values[i]`. */
export interface Vector {
  readonly labels: Labels[];
  readonly values: number[];
}

export const newVector = (): Vector => ({ labels: [], values: [] });

/** Adds a row. */
export function push(vector: Vector, labels: Labels, value: number): void {
  vector.labels.push(labels);
  vector.values.push(value);
}

/** Each value through `change`, metric names dropped, as every arithmetic function does. */
export function mapValues(vector: Vector, change: (value: number) => number): Vector {
  return dropNames({ labels: vector.labels, values: vector.values.map(change) });
}

/** The vector without metric names; two rows that then look alike are an error. */
export function dropNames(vector: Vector): Vector {
  const { labels } = vector;
  const name = labels[0]?.name ?? '';
  // Rows of one metric differ in their other labels, so only a mixture can collide.
  const mixed = labels.some((row) => row.name !== name);
  const dropped = { labels: labels.map((row) => row.withoutName()), values: vector.values };
  if (mixed) refuseDuplicates(dropped);
  return dropped;
}

/** Throws where two rows have the same labels, as Prometheus does. */
export function refuseDuplicates(vector: Vector): void {
  const keys = new Set(vector.labels.map((labels) => labels.key()));
  if (keys.size < vector.labels.length) {
    throw new ExecutionError('vector cannot contain metrics with the same labelset');
  }
}
