import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { GraphEdge, GraphNode } from '../model.ts';
import type { CarriedMeasures } from './carried-measures.ts';
import type { FindIndex } from './find-index.ts';

/** True, false, or not known: what is not known never matches, and neither does its opposite. */
export type Truth = boolean | null;

/** How an operand is read from an element, in each way in which it can be asked. */
export interface Readers<E> {
  /** `mtls`, `idle`: asked without an operator. */
  readonly flag?: (element: E, index: FindIndex, label: string) => Truth;
  /** Several values are one element's: any of them may match `=`, none may match `!=`. Empty: it has none. Null: not known. */
  readonly text?: (element: E, index: FindIndex, label: string) => readonly string[] | null;
  /** In the operand's unit; null: no data. */
  readonly number?: (element: E, index: FindIndex, label: string) => number | null;
}

export type Unit = 'rps' | 'percent' | 'ms' | 'bytes' | 'count' | 'rank';

export interface Operand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly help: string;
  readonly node?: Readers<GraphNode>;
  readonly edge?: Readers<GraphEdge>;
  /** Of its number. */
  readonly unit?: Unit;
  /** All that its text can be; another one is an error in the expression. */
  readonly values?: readonly string[];
  /** Whether it reads `FindIndex.facts`. */
  readonly needsFacts: boolean;
  /** What of `FindIndex.measured` it reads. */
  readonly measures?: (carried: CarriedMeasures) => readonly EdgeMeasure[];
  /** Said whenever it is used: where it cannot mean what it means elsewhere. */
  readonly note?: string;
}

type Way = keyof Readers<GraphNode>;

/** Whether an operand can be asked in a way, of a node or of an edge. */
export const canBe = (operand: Operand, way: Way): boolean =>
  operand.node?.[way] !== undefined || operand.edge?.[way] !== undefined;

/** What an operand written without an end is about. */
export function aboutOf(operand: Operand, way: Way): { readonly node: boolean; readonly edge: boolean } {
  return { node: operand.node?.[way] !== undefined, edge: operand.edge?.[way] !== undefined };
}
