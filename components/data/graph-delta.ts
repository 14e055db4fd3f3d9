import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { edgeNumbers, type Numbers, nodeNumbers } from './graph-numbers.ts';

interface Item {
  readonly id: string;
}

/** How a list of elements follows from the one before it. */
interface ListDelta<T> {
  /** Identities in their order; null when they are those of the list before. */
  readonly order: readonly string[] | null;
  /** Elements in which more changed than the numbers of traffic. */
  readonly whole: readonly T[];
  /** The numbers of the other elements, in their order. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

type Graph = GraphResponse['graph'];

/**
 * How an answer follows from the one before it. From one refresh to the next nearly all that changes are numbers: these go
 * in one piece, which costs the receiving thread nothing to take over.
 */
export interface GraphDelta {
  readonly stale: GraphResponse['stale'];
  readonly head: Omit<Graph, 'nodes' | 'edges'>;
  readonly nodes: ListDelta<Graph['nodes'][number]>;
  readonly edges: ListDelta<Graph['edges'][number]>;
}

/** An element with its numbers replaced, see `graph-numbers.ts`. */
type Renumber<T> = (item: T, numbers: Numbers) => T;

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether two values parsed from JSON are equal; a list counts as a tree whose keys are indices. */
function isEqual(a: unknown, b: unknown): boolean {
  if (!isTree(a) || !isTree(b)) return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(([key, value], i) => right[i]?.[0] === key && isEqual(value, right[i][1]))
  );
}

/** Makes all numbers alike: what still differs is no number of traffic. For comparing alone, so the type may lie. */
const blank: Numbers = { of: <T extends number | null>(value: T) => (value === null ? value : (0 as T)) };

function listDelta<T extends Item>(
  before: readonly T[],
  after: readonly T[],
  renumber: Renumber<T>,
): ListDelta<T> {
  const known = new Map(before.map((item) => [item.id, item]));
  const ordered = before.length === after.length && after.every((item, i) => before[i]?.id === item.id);
  const whole: T[] = [];
  const numbers: number[] = [];
  const collect: Numbers = {
    of: (value) => {
      if (value !== null) numbers.push(value);
      return value;
    },
  };
  for (const item of after) {
    const old = known.get(item.id);
    if (old && isEqual(renumber(old, blank), renumber(item, blank))) renumber(item, collect);
    else whole.push(item);
  }
  return {
    order: ordered ? null : after.map(({ id }) => id),
    whole,
    numbers: Float64Array.from(numbers),
  };
}

/** What makes `after` of `before`; of nothing when that is null. */
export function graphDelta(before: GraphResponse | null, after: GraphResponse): GraphDelta {
  const { nodes, edges, ...head } = after.graph;
  return {
    stale: after.stale,
    head,
    nodes: listDelta(before?.graph.nodes ?? [], nodes, nodeNumbers),
    edges: listDelta(before?.graph.edges ?? [], edges, edgeNumbers),
  };
}

/** The parts of a delta that can change hands instead of being copied. */
export const transferable = ({ nodes, edges }: GraphDelta): Transferable[] => [
  nodes.numbers.buffer,
  edges.numbers.buffer,
];

/** Gives each number its new value, in the order in which they were collected. */
class Refill implements Numbers {
  readonly #all: Float64Array;
  #next = 0;
  /** Whether a value was another than before since this was last set to false. */
  changed = false;

  constructor(all: Float64Array) {
    this.#all = all;
  }

  of<T extends number | null>(old: T): T {
    if (old === null) return old;
    const value = this.#all[this.#next];
    this.#next += 1;
    if (value === undefined || value === old) return old;
    this.changed = true;
    // A number takes the place of a number, as both ends were checked to have them.
    return value as T;
  }
}

function applyList<T extends Item>(before: readonly T[], delta: ListDelta<T>, renumber: Renumber<T>): T[] {
  const numbers = new Refill(delta.numbers);
  const refilled = (item: T): T => {
    numbers.changed = false;
    const next = renumber(item, numbers);
    return numbers.changed ? next : item;
  };
  const whole = new Map(delta.whole.map((item) => [item.id, item]));
  if (delta.order === null) return before.map((item) => whole.get(item.id) ?? refilled(item));
  const known = new Map(before.map((item) => [item.id, item]));
  return delta.order.flatMap((id) => {
    const item = whole.get(id);
    if (item) return item;
    const old = known.get(id);
    return old ? refilled(old) : [];
  });
}

/** The answer that a delta makes of the one before it. What did not change is the same object as before. */
export function applyDelta(before: GraphResponse | null, delta: GraphDelta): GraphResponse {
  return {
    stale: delta.stale,
    graph: {
      ...delta.head,
      nodes: applyList(before?.graph.nodes ?? [], delta.nodes, nodeNumbers),
      edges: applyList(before?.graph.edges ?? [], delta.edges, edgeNumbers),
    },
  };
}
