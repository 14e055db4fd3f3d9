import type { GraphResponse } from '#lib/api/contract.ts';

interface Item {
  readonly id: string;
}

/** How a list of elements follows from the one before it. */
interface ListDelta<T> {
  /** Identities in their order; null when they are those of the list before. */
  readonly order: readonly string[] | null;
  /** Elements in which more than numbers changed. */
  readonly whole: readonly T[];
  /** Every number of the other elements, in their order. */
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

/** A list counts as a tree whose keys are indices. */
type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const copyOf = (tree: Tree): Tree => (Array.isArray(tree) ? tree.slice() : { ...tree }) as Tree;

/** Whether two values parsed from JSON differ in numbers alone, none of them missing on one side. */
function sameShape(a: unknown, b: unknown): boolean {
  if (typeof a === 'number') return typeof b === 'number';
  if (!isTree(a) || !isTree(b)) return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(([key, value], i) => right[i]?.[0] === key && sameShape(value, right[i][1]))
  );
}

function collectNumbers(value: unknown, into: number[]): void {
  if (typeof value === 'number') into.push(value);
  else if (isTree(value)) for (const part of Object.values(value)) collectNumbers(part, into);
}

function listDelta<T extends Item>(before: readonly T[], after: readonly T[]): ListDelta<T> {
  const known = new Map(before.map((item) => [item.id, item]));
  const ordered = before.length === after.length && after.every((item, i) => before[i]?.id === item.id);
  const whole: T[] = [];
  const numbers: number[] = [];
  for (const item of after) {
    if (sameShape(known.get(item.id), item)) collectNumbers(item, numbers);
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
    nodes: listDelta(before?.graph.nodes ?? [], nodes),
    edges: listDelta(before?.graph.edges ?? [], edges),
  };
}

/** The parts of a delta that can change hands instead of being copied. */
export const transferable = ({ nodes, edges }: GraphDelta): Transferable[] => [
  nodes.numbers.buffer,
  edges.numbers.buffer,
];

/** Numbers in the order in which they were collected. */
class Numbers {
  readonly #all: Float64Array;
  #next = 0;

  constructor(all: Float64Array) {
    this.#all = all;
  }

  /** `value` with each of its numbers replaced by the next one; itself where none differs. */
  refill<T>(value: T): T {
    if (typeof value !== 'number' && !isTree(value)) return value;
    // A number takes the place of a number and the rest is copied: the type stays.
    return (typeof value === 'number' ? this.#take(value) : this.#refillTree(value)) as T;
  }

  #take(old: number): number {
    const value = this.#all[this.#next] ?? old;
    this.#next += 1;
    return value;
  }

  #refillTree(tree: Tree): Tree {
    let copy: Tree | null = null;
    for (const key in tree) {
      const old = tree[key];
      const next = this.refill(old);
      if (next === old) continue;
      copy ??= copyOf(tree);
      copy[key] = next;
    }
    return copy ?? tree;
  }
}

function applyList<T extends Item>(before: readonly T[], delta: ListDelta<T>): T[] {
  const numbers = new Numbers(delta.numbers);
  const whole = new Map(delta.whole.map((item) => [item.id, item]));
  if (delta.order === null) return before.map((item) => whole.get(item.id) ?? numbers.refill(item));
  const known = new Map(before.map((item) => [item.id, item]));
  return delta.order.flatMap((id) => {
    const item = whole.get(id);
    if (item) return item;
    const old = known.get(id);
    return old ? numbers.refill(old) : [];
  });
}

/** The answer that a delta makes of the one before it. What did not change is the same object as before. */
export function applyDelta(before: GraphResponse | null, delta: GraphDelta): GraphResponse {
  return {
    stale: delta.stale,
    graph: {
      ...delta.head,
      nodes: applyList(before?.graph.nodes ?? [], delta.nodes),
      edges: applyList(before?.graph.edges ?? [], delta.edges),
    },
  };
}
