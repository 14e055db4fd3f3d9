import { unseen } from './visible.ts';

/**
 * A text whose characters matter, such as a line of a log, with those that act without being seen written out as a program would
 * write them: `\x1b`, `\u202e`. Tabs stay.
 */
export function escaped(text: string): string {
  return text.toWellFormed().replace(unseen, (found) => {
    if (found === '\t') return found;
    const code = (found.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
