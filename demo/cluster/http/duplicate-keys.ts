/** One open object or list while scanning. */
interface Level {
  /** Keys seen so far, null for a list. */
  keys: Set<string> | null;
  path: string;
  index: number;
  key: string;
}

/** Paths of keys that a JSON text holds more than once, `spec.hosts`; the text is known to be valid JSON. */
export function duplicateJsonKeys(text: string): string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [matched, colon] = match;
    const top = levels.at(-1);
    if (matched === '{' || matched === '[') levels.push(opened(top, matched === '{'));
    else if (matched === '}' || matched === ']') levels.pop();
    else if (matched === ',') {
      if (top !== undefined) top.index += 1;
    } else if (colon !== undefined && top?.keys) {
      top.key = String(JSON.parse(matched.slice(0, matched.lastIndexOf(':'))));
      if (top.keys.has(top.key)) found.push(pathOf(top));
      top.keys.add(top.key);
    }
  }
  return found;
}

function opened(parent: Level | undefined, isObject: boolean): Level {
  return {
    keys: isObject ? new Set() : null,
    path: parent === undefined ? '' : pathOf(parent),
    index: 0,
    key: '',
  };
}

function pathOf(level: Level): string {
  if (level.keys === null) return `${level.path}[${level.index}]`;
  return level.path === '' ? level.key : `${level.path}.${level.key}`;
}
