/** Puts the text of an answer together, as it comes. */
export interface AnswerReader {
  push(text: string): void;
  /** What `JSON.parse` makes of the whole text; or why it cannot, with the text but for the rows that were parsed. */
  end(): { readonly json: unknown } | { readonly error: unknown; readonly text: string };
}

/** Characters that are parsed at once. */
const atOnce = 262_144;

/** Between two rows of a result. No text within the JSON reads so: the quote in it would be escaped. */
const betweenRows = '},{"metric":{';
const firstRow = '[{"metric":{';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads an answer of many rows while it arrives. An answer of a large mesh has 14 MB: parsed at once, its text and a
 * million texts that are not kept would be in memory together. `onRow` is told of each row as it is parsed, and may put
 * other texts into it.
 */
export function createAnswerReader(onRow: (row: unknown) => void): AnswerReader {
  const rows: unknown[] = [];
  /** All before the first row, once rows were parsed. */
  let head = '';
  let rest = '';

  function keep(parsed: readonly unknown[]): void {
    for (const row of parsed) {
      onRow(row);
      rows.push(row);
    }
  }

  function parseRows(): void {
    const end = rest.lastIndexOf(betweenRows);
    if (end < 0) return;
    const start = head === '' ? rest.indexOf(firstRow) + 1 : 0;
    if (head === '' && start === 0) return;
    const parsed = parsedOrNull(`[${rest.slice(start, end + 1)}]`);
    // What cannot be read stays where it is: the end tells of it.
    if (parsed === null) return;
    keep(parsed);
    head ||= rest.slice(0, start);
    rest = rest.slice(end + 2);
  }

  return {
    push(text) {
      rest += text;
      if (rest.length > atOnce) parseRows();
    },
    end() {
      const text = head + rest;
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch (error) {
        return { error, text };
      }
      if (!isRecord(json) || !isRecord(json.data) || !Array.isArray(json.data.result)) return { json };
      // It has the last rows: all, where none were parsed before.
      keep(json.data.result);
      return { json: { ...json, data: { ...json.data, result: rows } } };
    },
  };
}

function parsedOrNull(text: string): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
