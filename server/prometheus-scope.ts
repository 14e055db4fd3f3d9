import { err, ok, type Result } from '#lib/core/result.ts';
import type { Scope } from '#lib/prom/promql.ts';

const form = 'write label=value pairs separated by commas, such as cluster=prod,mesh_id="eu, north"';

/**
 * Reads `label=value` pairs separated by commas. A value with a comma, a quote or spaces at its ends stands in double quotes, in
 * which `\"` is a quote and `\\` a backslash; without quotes it is taken as it is. The error says what is wrong and how to write it.
 */
export function readScope(text: string): Result<Scope, string> {
  const scope: { label: string; value: string }[] = [];
  for (let rest = text.trim(); ; ) {
    const [whole, label = ''] = /^([a-zA-Z_]\w*)\s*=\s*/.exec(rest) ?? [];
    if (whole === undefined) return err(`has "${rest.split(',')[0]}" where a label=value should be: ${form}`);
    if (scope.some((known) => known.label === label))
      return err(`names ${label} twice: give each label one value`);
    const taken = takeValue(rest.slice(whole.length));
    if (typeof taken === 'string') return err(`gives ${label} ${taken}: ${form}`);
    scope.push({ label, value: taken.value });
    if (taken.rest === null) return ok(scope);
    rest = taken.rest;
  }
}

interface Taken {
  readonly value: string;
  /** What follows the comma; null at the end. */
  readonly rest: string | null;
}

/** The value at the beginning of a text, or what is wrong with it. */
function takeValue(text: string): Taken | string {
  const [whole, quoted, plain = ''] = /^(?:"((?:[^"\\]|\\["\\])*)"\s*(?=,|$)|([^",]*))/.exec(text) ?? [''];
  const value = quoted === undefined ? plain.trim() : quoted.replaceAll(/\\(.)/g, '$1');
  const after = text.slice(whole.length);
  if (after !== '' && !after.startsWith(','))
    return 'a value whose quotes are not closed, or stand within it';
  if (value === '') return 'no value';
  return { value, rest: after === '' ? null : after.slice(1).trim() };
}
