import { isObject, type Json } from '#lib/core/json.ts';
import type { Findings } from '../verdict.ts';

/** exact, prefix or regex: an empty prefix matches nothing sensible, a regex has to be one. */
export function checkStringMatch(found: Findings, path: string, match: Json | undefined): void {
  if (!isObject(match)) return;
  const ways = ['exact', 'prefix', 'regex'].filter((way) => match[way] !== undefined);
  found.errorIf(ways.length > 1, `${path}: only one of ${ways.join(' and ')} can be set`);
  found.errorIf(match.prefix === '', `${path}.prefix: an empty prefix is not allowed`);
  if (typeof match.regex !== 'string') return;
  found.errorIf(match.regex === '', `${path}.regex: an empty expression is not allowed`);
  const problem = regexProblem(match.regex);
  if (problem) found.error(`${path}.regex: ${problem}`);
}

/** RE2 takes what JavaScript takes but for lookaround and back-references, and inline flags besides. */
export function regexProblem(text: string): string | null {
  if (/\(\?(=|!|<=|<!)/.test(text)) return `${text} looks ahead or behind, which RE2 does not do`;
  if (/(^|[^\\])(\\\\)*\\[1-9]/.test(text)) return `${text} refers back to a group, which RE2 does not do`;
  try {
    new RegExp(text.replace(/^\(\?[imsU]+\)/, '').replaceAll('(?P<', '(?<'));
    return null;
  } catch {
    return `${text} is not a regular expression`;
  }
}
