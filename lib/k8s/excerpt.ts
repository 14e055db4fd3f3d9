import { LineCounter, parseDocument } from 'yaml';
import { fieldNode } from './field-node.ts';

/** Some lines of YAML round a field. */
export interface Excerpt {
  /** Number of the first line, from 1. */
  readonly from: number;
  /** Without the indentation that all of them share. */
  readonly lines: readonly string[];
  /** First and last of the lines that are the field's, by their number. */
  readonly marked: readonly [number, number];
  /** How many lines of the field are left out at its end. */
  readonly more: number;
}

const most = 8;
/** Lines of the field itself, and before and behind it. */
const mostOfField = 6;
const around = 2;

/**
 * The lines of a field in YAML in block style with a few round them, at most 8, within its part of the object (`spec`, `metadata`);
 * those of the nearest part that is written where the field is not. Null where the text is none.
 */
export function excerptOf(text: string, path: string): Excerpt | null {
  const counter = new LineCounter();
  const start = fieldNode(parseDocument(text, { lineCounter: counter }), path)?.range?.[0];
  if (start === undefined) return null;
  const { line, col } = counter.linePos(start);
  const all = text.split('\n');
  const first = line - 1;
  const end = endOfBlock(all, first, col - 1);
  const last = Math.min(end, first + mostOfField - 1);
  const before = Math.min(around, most - (last - first + 1));
  const from = reach(all, first, -1, before);
  const to = last < end ? last : reach(all, last, 1, Math.min(around, most - (last - from + 1)));
  return {
    from: from + 1,
    lines: dedented(all.slice(from, to + 1)),
    marked: [first + 1, last + 1],
    more: end - last,
  };
}

const depthOf = (line: string): number => line.length - line.trimStart().length;

/** The last line of what begins at a line and column: what is indented deeper, and items of a list at the key's own indent. */
function endOfBlock(all: readonly string[], first: number, column: number): number {
  const isItem = column > depthOf(all[first] ?? '');
  let end = first;
  for (let i = first + 1; i < all.length; i++) {
    const line = all[i] ?? '';
    const depth = depthOf(line);
    const inside = isItem
      ? depth >= column
      : depth > column || (depth === column && line.startsWith('- ', column));
    if (line.trim() === '' || !inside) break;
    end = i;
  }
  return end;
}

/** The line so many steps away, not past the key of the part that the line is in. */
function reach(all: readonly string[], at: number, step: 1 | -1, steps: number): number {
  let reached = at;
  for (let i = 0; i < steps; i++) {
    const next = all[reached + step];
    if (next === undefined || next.trim() === '') break;
    const outer = /^\S/.test(next) && !next.startsWith('- ');
    if (outer && step === 1) break;
    if (step === -1 && /^\S/.test(all[reached] ?? '')) break;
    reached += step;
  }
  return reached;
}

function dedented(lines: readonly string[]): readonly string[] {
  const shared = Math.min(...lines.map(depthOf));
  return lines.map((line) => line.slice(shared));
}
