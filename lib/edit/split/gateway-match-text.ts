import { isObject, type Json, type JsonObject, listAt, objectAt, sameJson, textAt } from '#lib/core/json.ts';
import type { RouteRule } from './route-rule.ts';

/** What each match of a Gateway API rule asks for, in words: any of them is enough. Empty where the rule takes everything. */
export function gatewayMatchTexts(
  matches: readonly Json[],
  protocol: RouteRule['protocol'],
): readonly string[] {
  const texts = matches.map((match) => (protocol === 'grpc' ? grpcText(match) : httpText(match)));
  return texts.includes('') ? [] : texts;
}

/** Whether two rules match the very same requests, written in whatever order and with or without the defaults. */
export function sameMatches(
  earlier: readonly Json[],
  later: readonly Json[],
  protocol: RouteRule['protocol'],
): boolean {
  const [a, b] = [earlier, later].map((matches) =>
    (matches.length === 0 ? [{}] : matches).map((match) => withDefaults(match, protocol)),
  );
  return b?.every((match) => a?.some((other) => sameJson(match, other))) ?? false;
}

/** The path that the API server fills in, and the types of matches. */
function withDefaults(match: Json, protocol: RouteRule['protocol']): JsonObject {
  if (!isObject(match)) return { unreadable: match };
  const typed = (key: string) =>
    listAt(match, key).length === 0
      ? {}
      : { [key]: listAt(match, key).map((one) => (isObject(one) ? { type: 'Exact', ...one } : one)) };
  const path =
    protocol === 'http' ? { path: { type: 'PathPrefix', value: '/', ...objectAt(match, 'path') } } : {};
  return { ...match, ...path, ...typed('headers'), ...typed('queryParams') };
}

const said: ReadonlySet<string> = new Set(['path', 'method', 'headers', 'queryParams']);

function httpText(match: Json): string {
  if (!isObject(match)) return 'a condition that cannot be read';
  const path = objectAt(match, 'path');
  const value = textAt(path, 'value') || '/';
  const type = textAt(path, 'type') || 'PathPrefix';
  const paths = type === 'PathPrefix' && value === '/' ? [] : [`path ${valueText(type, value)}`];
  const method = textAt(match, 'method');
  return [...paths, ...(method === '' ? [] : [`method is ${method}`]), ...namedTexts(match)].join(', ');
}

function grpcText(match: Json): string {
  if (!isObject(match)) return 'a condition that cannot be read';
  const method = objectAt(match, 'method');
  const type = textAt(method, 'type') || 'Exact';
  const parts = (['service', 'method'] as const).flatMap((part) => {
    const value = textAt(method, part);
    return value === '' ? [] : [`${part} ${valueText(type, value)}`];
  });
  return [...parts, ...namedTexts(match)].join(', ');
}

function namedTexts(match: JsonObject): readonly string[] {
  const each = (key: string, word: string) =>
    listAt(match, key).map(
      (one) =>
        `${word} ${textAt(one, 'name')} ${valueText(textAt(one, 'type') || 'Exact', JSON.stringify(textAt(one, 'value')))}`,
    );
  const unknown = Object.keys(match).filter((key) => !said.has(key));
  return [
    ...each('headers', 'header'),
    ...each('queryParams', 'query'),
    ...unknown.map((key) => `a condition on ${key}`),
  ];
}

const verbs: Readonly<Record<string, string>> = {
  Exact: 'is',
  PathPrefix: 'is or lies below',
  RegularExpression: 'matches',
};

const valueText = (type: string, value: string): string => `${verbs[type] ?? type} ${value}`;
