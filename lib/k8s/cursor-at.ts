/** Where in an object somebody is typing. */
export type CursorAt =
  /** A key, inside `parent` (empty for the object itself), of which `typed` is there; keys beside it are `taken`. */
  | {
      readonly at: 'key';
      readonly parent: string;
      readonly typed: string;
      readonly taken: readonly string[];
      /** Spaces before the key. */
      readonly indent: number;
    }
  /** The value of the field `path`. */
  | { readonly at: 'value'; readonly path: string; readonly typed: string };

interface KeyLine {
  readonly key: string;
  /** Spaces, and dashes of lists, before the key. */
  readonly indent: number;
  /** Whether it begins an item of a list. */
  readonly item: boolean;
}

const keyed = /^( *)((?:- +)*)(?:"([^"]*)"|'([^']*)'|([^\s:#"'-][^:#]*?)) *:(?: |$)/;
const typing = /^( *)((?:- +)*)([\w./-]*)$/;
const typingValue = /^ *(?:- +)*(?:"[^"]*"|'[^']*'|[^\s:#"'-][^:#]*?) *: +"?([\w./-]*)$/;

/**
 * Where an offset of a text of YAML stands, as schemas write paths (`spec.http.retries`, lists without an index), judged by
 * indentation: what is being typed is seldom whole YAML. Null inside comments, texts of several lines and flow style.
 */
export function cursorAt(text: string, offset: number): CursorAt | null {
  const before = text.slice(documentStart(text, offset), offset).split('\n');
  const line = before.pop() ?? '';
  const key = keyLine(line);
  const value = typingValue.exec(line);
  if (key !== null && value !== null) {
    const parent = parentOf(before, key.indent);
    return { at: 'value', path: joined(parent, key.key), typed: value[1] ?? '' };
  }
  const [, spaces, dashes, typed] = typing.exec(line) ?? [];
  if (spaces === undefined || dashes === undefined || typed === undefined) return null;
  const indent = spaces.length + dashes.length;
  const rest = text.slice(offset).split('\n').slice(1);
  return {
    at: 'key',
    parent: parentOf(before, indent).join('.'),
    typed,
    taken: [
      ...(dashes === '' ? siblings(before.toReversed(), indent, true) : []),
      ...siblings(rest, indent, false),
    ],
    indent,
  };
}

/** Documents of one text are apart. */
function documentStart(text: string, offset: number): number {
  const at = text.lastIndexOf('\n---', offset - 1);
  return at === -1 ? 0 : text.indexOf('\n', at + 1) + 1;
}

function keyLine(line: string): KeyLine | null {
  const [, spaces = '', dashes = '', double, single, plain] = keyed.exec(line) ?? [];
  const key = double ?? single ?? plain;
  return key === undefined ? null : { key, indent: spaces.length + dashes.length, item: dashes !== '' };
}

const joined = (parent: readonly string[], key: string): string => [...parent, key].join('.');

/** The keys around a line that begins at `indent`, outermost first. */
function parentOf(before: readonly string[], indent: number): readonly string[] {
  const parents: string[] = [];
  let inside = indent;
  for (const line of before.toReversed()) {
    const key = keyLine(line);
    if (key === null || key.indent >= inside) continue;
    parents.unshift(key.key);
    inside = key.indent;
  }
  return parents;
}

/** Keys at the same place, as far as the object or item of a list goes. */
function siblings(lines: readonly string[], indent: number, backwards: boolean): readonly string[] {
  const found: string[] = [];
  for (const line of lines) {
    const key = keyLine(line);
    if (key === null || key.indent > indent) continue;
    if (key.indent < indent || (!backwards && key.item)) break;
    found.push(key.key);
    if (backwards && key.item) break;
  }
  return found;
}
