/** The JSON values of a text, one after the other with blanks between them at most: what a gRPC gateway streams. Null: it is not. */
export function readJsonValues(text: string): readonly unknown[] | null {
  const whole = parsed(text);
  if (whole !== undefined) return [whole.value];
  const values: unknown[] = [];
  for (const piece of piecesOf(text)) {
    const value = parsed(piece);
    if (value === undefined) return null;
    values.push(value.value);
  }
  return values.length === 0 ? null : values;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Cuts behind each closing bracket that closes what opened at the start; what stands in quotes is passed over. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > 0 || token.startsWith('"')) continue;
    pieces.push(text.slice(from, index + 1));
    from = index + 1;
  }
  return text.slice(from).trim() === '' ? pieces : [...pieces, text.slice(from)];
}
