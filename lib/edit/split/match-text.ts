import { isObject, type Json, numberAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';

/**
 * What each match of a rule of Istio asks for, in words: any of them is enough. Empty where one asks for nothing, as every
 * path begins with `/`: the rule takes everything then.
 */
export function matchTexts(matches: readonly Json[]): readonly string[] {
  const texts = matches.map(matchText);
  return texts.includes('') ? [] : texts;
}

const named: ReadonlySet<string> = new Set(['name', 'statPrefix', 'ignoreUriCase']);

function matchText(match: Json): string {
  if (!isObject(match)) return 'a condition that cannot be read';
  return Object.entries(match)
    .filter(([field]) => !named.has(field))
    .flatMap(([field, value]) => conditionTexts(field, value ?? null, match))
    .join(', ');
}

function conditionTexts(field: string, value: Json, match: Json): readonly string[] {
  switch (field) {
    case 'uri':
      return pathTexts(value, isObject(match) && match.ignoreUriCase === true);
    case 'method':
    case 'scheme':
      return [`${field} ${stringMatchText(value, bare)}`];
    case 'authority':
      return [`host ${stringMatchText(value, bare)}`];
    case 'headers':
      return Object.keys(objectAt(match, field)).map((name) => `header ${name} ${valueText(value, name)}`);
    case 'queryParams':
      return Object.keys(objectAt(match, field)).map((name) => `query ${name} ${valueText(value, name)}`);
    case 'withoutHeaders':
      return Object.keys(objectAt(match, field)).map(
        (name) => `unless header ${name} ${valueText(value, name)}`,
      );
    case 'port':
      return [`port ${numberAt(match, field) ?? '?'}`];
    case 'sourceNamespace':
      return [`from namespace ${textAt(match, field)}`];
    case 'sourceSubnet':
      return [`from ${textAt(match, field)}`];
    case 'sourceLabels':
      return Object.entries(objectAt(match, field)).map(([key, label]) => `from pods with ${key}=${label}`);
    case 'gateways':
      return listTexts('through', textsAt(match, field));
    case 'sniHosts':
      return listTexts('server name', textsAt(match, field));
    case 'destinationSubnets':
      return listTexts('to', textsAt(match, field));
    default:
      // Fields of a later Istio: said rather than passed over, for they narrow what the rule takes.
      return isEmpty(value) ? [] : [`a condition on ${field}`];
  }
}

const isEmpty = (value: Json): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

const listTexts = (word: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`${word} ${values.join(' or ')}`];

function pathTexts(value: Json, anyCase: boolean): readonly string[] {
  if (isObject(value) && value.prefix === '/') return [];
  return [`path ${stringMatchText(value, bare)}${anyCase ? ' in any case' : ''}`];
}

const bare = (text: string): string => text;
const quoted = (text: string): string => JSON.stringify(text);

/** The condition on a header or a parameter: an empty one asks that it is there. */
function valueText(values: Json, name: string): string {
  return stringMatchText(objectAt(values, name), quoted);
}

function stringMatchText(match: Json, write: (text: string) => string): string {
  if (!isObject(match)) return 'is as written';
  if (typeof match.exact === 'string') return `is ${write(match.exact)}`;
  if (typeof match.prefix === 'string') return `begins with ${write(match.prefix)}`;
  if (typeof match.regex === 'string') return `matches ${write(match.regex)}`;
  return 'is present';
}
