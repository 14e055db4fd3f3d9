import { type JsonPatchOperation, jsonPointer } from './change-plan.ts';

type Path = readonly (string | number)[];

interface Found {
  readonly tests: JsonPatchOperation[];
  readonly changes: JsonPatchOperation[];
}

/**
 * The operations that make `after` of `before`, both of them JSON, and touch only what differs: keys of objects and elements
 * of lists are followed as deep as they go. First come the tests of what was there, so that the patch does nothing where that
 * has changed: a value that is replaced or removed, the outermost list element in which something changes (its place in the list
 * alone would not tell which it is), and the whole list where it grows or shrinks. That a key which is added was absent cannot
 * be tested (RFC 6902): the version of the object has to. Empty where nothing differs.
 */
export function patchBetween(before: unknown, after: unknown, at: Path = []): readonly JsonPatchOperation[] {
  const found: Found = { tests: [], changes: [] };
  compare(before, after, at, found, false);
  return [...found.tests, ...found.changes];
}

/** `tested`: a test of something around it holds it fast already. */
function compare(before: unknown, after: unknown, at: Path, found: Found, tested: boolean): void {
  if (sameJson(before, after)) return;
  if (isRecord(before) && isRecord(after)) compareRecords(before, after, at, found, tested);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, at, found, tested);
  else {
    if (!tested) found.tests.push(test(at, before));
    found.changes.push({ op: 'replace', path: jsonPointer(at), value: after });
  }
}

function compareRecords(before: Json, after: Json, at: Path, found: Found, tested: boolean): void {
  for (const [key, value] of Object.entries(before)) {
    const path = [...at, key];
    if (Object.hasOwn(after, key)) compare(value, after[key], path, found, tested);
    else {
      if (!tested) found.tests.push(test(path, value));
      found.changes.push({ op: 'remove', path: jsonPointer(path) });
    }
  }
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key))
      found.changes.push({ op: 'add', path: jsonPointer([...at, key]), value });
  }
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  at: Path,
  found: Found,
  tested: boolean,
): void {
  const resized = before.length !== after.length;
  if (resized && !tested) found.tests.push(test(at, before));
  const start = equalAtStart(before, after);
  const end = equalAtEnd(before, after, start);
  const [old, now] = [before.length - start - end, after.length - start - end];
  for (let i = start; i < start + Math.min(old, now); i += 1) {
    if (!resized && !tested && !sameJson(before[i], after[i])) found.tests.push(test([...at, i], before[i]));
    compare(before[i], after[i], [...at, i], found, true);
  }
  for (let i = start + old - 1; i >= start + now; i -= 1)
    found.changes.push({ op: 'remove', path: jsonPointer([...at, i]) });
  for (let i = start + old; i < start + now; i += 1)
    found.changes.push({ op: 'add', path: jsonPointer([...at, i]), value: after[i] });
}

function equalAtStart(a: readonly unknown[], b: readonly unknown[]): number {
  let n = 0;
  while (n < Math.min(a.length, b.length) && sameJson(a[n], b[n])) n += 1;
  return n;
}

function equalAtEnd(a: readonly unknown[], b: readonly unknown[], start: number): number {
  let n = 0;
  const most = Math.min(a.length, b.length) - start;
  while (n < most && sameJson(a[a.length - 1 - n], b[b.length - 1 - n])) n += 1;
  return n;
}

const test = (at: Path, value: unknown): JsonPatchOperation => ({ op: 'test', path: jsonPointer(at), value });

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two JSON values are the same; the order of keys says nothing. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
