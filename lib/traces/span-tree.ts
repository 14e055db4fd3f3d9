import type { Span, Trace } from './trace.ts';

/** A span in its place. `children` are in the order in which they began. */
export interface TreeSpan {
  readonly span: Span;
  readonly depth: number;
  readonly children: readonly TreeSpan[];
  /** Spans below it. */
  readonly below: number;
  /**
   * Milliseconds by which it is moved to lie within its caller, whose clock runs otherwise; 0 where it is not. `span.start` is as
   * it was told, `start` is where it is drawn.
   */
  readonly moved: number;
  readonly start: number;
  /** Its caller is not among the spans; or it calls itself in a circle, which is cut there. */
  readonly loose: 'orphan' | 'cycle' | null;
}

export interface SpanTree {
  readonly roots: readonly TreeSpan[];
  /** Unix milliseconds at which the first begins and the last ends, as drawn. */
  readonly start: number;
  readonly end: number;
  /** Spans that came twice and were left out. */
  readonly twice: number;
}

interface Knot {
  readonly span: Span;
  parent: Knot | null;
  loose: TreeSpan['loose'];
  readonly children: Knot[];
}

/** The spans of a trace as a tree, whatever they claim: each stands in it once. */
export function spanTree({ spans }: Pick<Trace, 'spans'>): SpanTree {
  const { knots, twice } = tie(spans);
  cutCycles(knots);
  for (const knot of knots) knot.parent?.children.push(knot);
  const roots = knots.filter(({ parent }) => parent === null).sort(byStart);
  const placed = place(roots);
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { start: at, span } of walk(placed)) {
    start = Math.min(start, at);
    end = Math.max(end, at + span.duration);
  }
  return spans.length === 0 ? { roots: [], start: 0, end: 0, twice } : { roots: placed, start, end, twice };
}

/** All spans of some trees, callers before callees. Iterative: a chain may be thousands deep. */
export function* walk(roots: readonly TreeSpan[]): Generator<TreeSpan> {
  const stack = [...roots].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
}

const byStart = (a: Knot, b: Knot): number =>
  a.span.start - b.span.start || b.span.duration - a.span.duration || (a.span.id < b.span.id ? -1 : 1);

const callerSide = (span: Span): boolean => span.kind === 'client' || span.kind === 'producer';

/**
 * Finds each span's caller. Two spans of one id are the two sides of one call, as Zipkin shares ids: the callee's stands below the
 * caller's and what it calls below it. The same side twice is one span that came twice.
 */
function tie(spans: readonly Span[]): { knots: Knot[]; twice: number } {
  const callers = new Map<string, Knot>();
  const callees = new Map<string, Knot>();
  let twice = 0;
  const knots: Knot[] = [];
  for (const span of spans) {
    const side = callerSide(span) ? callers : callees;
    if (side.has(span.id)) {
      twice++;
      continue;
    }
    const knot: Knot = { span, parent: null, loose: null, children: [] };
    side.set(span.id, knot);
    knots.push(knot);
  }
  for (const knot of knots) {
    const { id, parent } = knot.span;
    const shared = callerSide(knot.span) ? undefined : callers.get(id);
    knot.parent = shared ?? (parent === null ? null : (callees.get(parent) ?? callers.get(parent) ?? null));
    if (knot.parent === knot) knot.parent = null;
    if (knot.parent === null && parent !== null) knot.loose = parent === id ? 'cycle' : 'orphan';
  }
  return { knots, twice };
}

/** Of each circle the span that begins first becomes a root. */
function cutCycles(knots: readonly Knot[]): void {
  const state = new Map<Knot, number>();
  knots.forEach((first, round) => {
    const path: Knot[] = [];
    let at: Knot | null = first;
    while (at !== null && !state.has(at)) {
      state.set(at, round);
      path.push(at);
      at = at.parent;
    }
    if (at === null || state.get(at) !== round) return;
    const [earliest] = path.slice(path.indexOf(at)).sort(byStart);
    if (earliest === undefined) return;
    earliest.parent = null;
    earliest.loose = 'cycle';
  });
}

/** Milliseconds by which the two ends of a call may differ without another clock: proxies stamp what they notice, when they do. */
const sameClock = 1;

/** A callee that lies outside of its caller was told by another clock: it is moved into the middle, with all that it calls. */
function moveOf(child: Span, parent: Span, parentStart: number, inherited: number): number {
  const at = child.start + inherited;
  const remote = child.service !== parent.service || (callerSide(parent) && !callerSide(child));
  if (!remote || !callerSide(parent) || child.duration > parent.duration) return inherited;
  const over = Math.max(parentStart - at, at + child.duration - parentStart - parent.duration);
  if (over <= Math.max(sameClock, parent.duration / 100)) return inherited;
  return parentStart + (parent.duration - child.duration) / 2 - child.start;
}

interface Placing {
  readonly knot: Knot;
  readonly depth: number;
  readonly moved: number;
  readonly into: TreeSpan[];
  readonly children: TreeSpan[];
}

/** Makes the tree, callers first on the way down and spans with all that is below them on the way back. */
function place(roots: readonly Knot[]): readonly TreeSpan[] {
  const found: TreeSpan[] = [];
  const down: Placing[] = roots
    .map((knot) => ({ knot, depth: 0, moved: 0, into: found, children: [] }))
    .reverse();
  const order: Placing[] = [];
  for (let next = down.pop(); next !== undefined; next = down.pop()) {
    order.push(next);
    const { knot, depth, moved, children } = next;
    const start = knot.span.start + moved;
    for (const child of knot.children.sort(byStart).reverse()) {
      const by = moveOf(child.span, knot.span, start, moved);
      down.push({ knot: child, depth: depth + 1, moved: by, into: children, children: [] });
    }
  }
  for (const { knot, depth, moved, into, children } of order.reverse()) {
    children.reverse().sort((a, b) => a.start - b.start);
    const { span, loose } = knot;
    const below = children.reduce((sum, child) => sum + 1 + child.below, 0);
    into.push({ span, depth, children, below, moved, start: span.start + moved, loose });
  }
  return found.reverse();
}
