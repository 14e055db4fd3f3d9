import type { LogLine } from '#lib/api/logs-contract.ts';
import { type AccessFields, textFields } from '#lib/logs/access-fields.ts';
import { isFailure } from '#lib/logs/is-failure.ts';
import type { ParsedLine } from '#lib/logs/parse-line.ts';
import { safeText } from '#lib/logs/safe-text.ts';
import type { ReadPod } from './read-pods.ts';

/** So many lines are answered. */
export const mostLines = 1000;
/** Of a raw line and of each of its fields so many characters are shown. */
const mostRaw = 4000;
const mostField = 2000;
/** Characters of all that is answered. */
const mostCharacters = 2_000_000;

interface Chosen {
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
  readonly wants: (line: ParsedLine, of: ReadPod) => boolean;
}

/** The lines of all pods by time, the newest that fit. */
export function mergeLines(pods: readonly ReadPod[], { read, span, wants }: Wanted): Chosen {
  const found: LogLine[] = [];
  let others = 0;
  for (const [index, pod] of pods.entries()) {
    let before: number | null = null;
    for (const { text, bytes } of pod.lines) {
      const parsed = read(text);
      // A stack trace has no time: it belongs to the line before it.
      const at: number | null = parsed.at ?? before;
      before = at;
      if (span !== null && at !== null && (at < span[0] || at > span[1])) continue;
      if (wants(parsed, pod)) found.push(shown(parsed, at, index, bytes));
      else others += 1;
    }
  }
  const sorted = found.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const lines = newest(sorted);
  return { lines, more: sorted.length - lines.length, others };
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

function shown({ access, text }: ParsedLine, at: number | null, pod: number, bytes: number): LogLine {
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
