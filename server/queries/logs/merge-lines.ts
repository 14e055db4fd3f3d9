import { setImmediate as turn } from 'node:timers/promises';
import type { LogLine } from '#lib/api/logs-contract.ts';
import { type AccessFields, textFields } from '#lib/logs/access-fields.ts';
import { isFailure } from '#lib/logs/is-failure.ts';
import type { ParsedLine } from '#lib/logs/parse-line.ts';
import { safeText } from '#lib/logs/safe-text.ts';
import type { LogLine as ReadLine } from '../../context.ts';
import type { ToRead } from './pods-to-read.ts';

/** So many lines are answered. */
export const mostLines = 1000;
/** Of a raw line and of each of its fields so many characters are shown. */
const mostRaw = 4000;
const mostField = 2000;
/** Characters of all that is answered. */
const mostCharacters = 2_000_000;
/** So many lines are read before others have their turn. */
const linesInATurn = 500;

interface Chosen {
  /** By time, those of one moment as the pods stand, each pod's as it wrote them. */
  readonly lines: LogLine[];
  /** Lines that would fit and are left out. */
  readonly more: number;
  /** Lines of the time that are about something else. */
  readonly others: number;
}

interface Wanted {
  readonly read: (text: string) => ParsedLine;
  /** Milliseconds since the epoch, both ends included; null for any time. */
  readonly span: readonly [from: number, to: number] | null;
  readonly wants: (line: ParsedLine, of: ToRead) => boolean;
}

/** A line that fits, before it is made safe to show. */
interface Fitting {
  readonly at: number | null;
  readonly parsed: ParsedLine;
  readonly bytes: number;
}

/**
 * Merges the lines of pods by time, the newest that fit. One pod is taken at a time, in any order, and of all of them no more is held than is
 * answered: what pods sent is let go as soon as it is read.
 */
export class LineMerge {
  readonly #wanted: Wanted;
  #lines: LogLine[] = [];
  #fitting = 0;
  #others = 0;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  async take(pod: number, of: ToRead, lines: readonly ReadLine[]): Promise<void> {
    const found: Fitting[] = [];
    const { read, wants } = this.#wanted;
    let before: number | null = null;
    for (const [index, { text, bytes }] of lines.entries()) {
      if (index % linesInATurn === linesInATurn - 1) await turn();
      const parsed = read(text);
      // A stack trace has no time: it belongs to the line before it.
      const at: number | null = parsed.at ?? before;
      before = at;
      if (!this.#isInSpan(at, parsed)) continue;
      if (wants(parsed, of)) found.push({ at, parsed, bytes });
      else this.#others += 1;
    }
    this.#fitting += found.length;
    const own = found.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)).slice(-mostLines);
    const all = [...this.#lines, ...own.map((fitting) => shown(fitting, pod))];
    this.#lines = newest(all.sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.pod - b.pod));
  }

  chosen(): Chosen {
    return { lines: this.#lines, more: this.#fitting - this.#lines.length, others: this.#others };
  }

  /** A request is of the time in which it went on: one that took a minute ended long after it began. */
  #isInSpan(at: number | null, { access }: ParsedLine): boolean {
    const { span } = this.#wanted;
    if (span === null || at === null) return true;
    return at + (access?.duration ?? 0) >= span[0] && at <= span[1];
  }
}

function newest(sorted: readonly LogLine[]): LogLine[] {
  let characters = 0;
  let from = sorted.length;
  while (from > 0 && sorted.length - from < mostLines) {
    const line = sorted[from - 1];
    characters += line === undefined ? 0 : 2 * line.raw.length + 200;
    if (characters > mostCharacters) break;
    from -= 1;
  }
  return sorted.slice(from);
}

function shown({ at, parsed: { access, text }, bytes }: Fitting, pod: number): LogLine {
  const raw = safeText(text, mostRaw);
  return {
    at,
    pod,
    access: access === null ? null : safeFields(access),
    failed: access !== null && isFailure(access),
    raw: raw.text,
    cutOf: raw.cutOf === null ? null : bytes,
  };
}

function safeFields(access: AccessFields): AccessFields {
  const safe = { ...access, flags: access.flags.slice(0, 20).map((flag) => safeText(flag, 40).text) };
  for (const key of textFields) {
    const value = access[key];
    if (value !== null) safe[key] = safeText(value, mostField).text;
  }
  return safe;
}
