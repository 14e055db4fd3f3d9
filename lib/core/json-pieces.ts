/** Elements of a list that are written at once. */
const atOnce = 200;
/** Below this many levels a value is written whole: what is long is near the top. */
const deepest = 4;

type Parts = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);

/**
 * The text that `JSON.stringify` makes of a value, in pieces: whoever writes them can do something else in between. For
 * values that JSON has a text for.
 */
export function* jsonPieces(value: unknown, depth = 0): Generator<string> {
  if (depth < deepest && Array.isArray(value) && value.length > atOnce) yield* listPieces(value);
  else if (depth < deepest && isPlain(value)) yield* recordPieces(value, depth);
  else yield JSON.stringify(value);
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  for (let from = 0; from < list.length; from += atOnce) {
    const text = JSON.stringify(list.slice(from, from + atOnce));
    yield (from === 0 ? '[' : ',') + text.slice(1, -1);
  }
  yield ']';
}

function* recordPieces(record: Parts, depth: number): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(record)) {
    // As `JSON.stringify` has it: what has no text is left out.
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* jsonPieces(value, depth + 1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
