import { type Json, type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { badRequest } from '../errors/errors.ts';

/** One condition on labels. */
export type LabelRequirement =
  | { operator: 'in' | 'notin'; key: string; values: readonly string[] }
  | { operator: 'exists' | 'missing'; key: string }
  | { operator: 'gt' | 'lt'; key: string; value: number };

const token = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const setPattern = new RegExp(`^(${token})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const equalPattern = new RegExp(`^(${token})\\s*(==|=|!=|>|<)\\s*([^=!<>()\\s]*)$`);
const existsPattern = new RegExp(`^(!?)\\s*(${token})$`);

/**
 * Parses the `labelSelector` parameter: `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>3`.
 * @throws StatusError 400 when a requirement cannot be read
 */
export function parseLabelSelector(text: string): LabelRequirement[] {
  return splitOutsideBrackets(text)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseRequirement);
}

function parseRequirement(text: string): LabelRequirement {
  const set = setPattern.exec(text);
  if (set !== null) {
    const values = (set[4] ?? '').split(',').map((v) => v.trim());
    return { operator: set[3] === 'in' ? 'in' : 'notin', key: set[1] ?? '', values };
  }
  const equal = equalPattern.exec(text);
  if (equal !== null) return comparison(equal[1] ?? '', equal[3] ?? '', equal[4] ?? '');
  const exists = existsPattern.exec(text);
  if (exists !== null) {
    return { operator: exists[1] === '!' ? 'missing' : 'exists', key: exists[2] ?? '' };
  }
  throw badRequest(`unable to parse requirement: ${JSON.stringify(text)} is not a label requirement`);
}

function comparison(key: string, operator: string, value: string): LabelRequirement {
  if (operator === '>' || operator === '<') {
    const bound = Number(value);
    if (!Number.isInteger(bound)) {
      throw badRequest(
        `unable to parse requirement: values[0][${key}]: Invalid value: "${value}": for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    }
    return { operator: operator === '>' ? 'gt' : 'lt', key, value: bound };
  }
  return { operator: operator === '!=' ? 'notin' : 'in', key, values: [value] };
}

function splitOutsideBrackets(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')') depth -= 1;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Whether labels meet every requirement; `!=` and `notin` also hold where the label is absent. */
export function matchesLabels(labels: JsonObject, requirements: readonly LabelRequirement[]): boolean {
  return requirements.every((requirement) => meets(labels[requirement.key], requirement));
}

function meets(value: Json | undefined, requirement: LabelRequirement): boolean {
  switch (requirement.operator) {
    case 'in':
      return typeof value === 'string' && requirement.values.includes(value);
    case 'notin':
      return typeof value !== 'string' || !requirement.values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'missing':
      return value === undefined;
    case 'gt':
      return typeof value === 'string' && value !== '' && Number(value) > requirement.value;
    case 'lt':
      return typeof value === 'string' && value !== '' && Number(value) < requirement.value;
  }
}

/** The requirements of a `LabelSelector` object (matchLabels and matchExpressions); an empty one matches everything. */
export function requirementsOf(selector: Json | undefined): LabelRequirement[] {
  const equal = Object.entries(objectAt(selector, 'matchLabels')).map(
    ([key, value]): LabelRequirement => ({ operator: 'in', key, values: [String(value)] }),
  );
  const expressions = listAt(selector, 'matchExpressions').map((expression): LabelRequirement => {
    const key = textAt(expression, 'key');
    switch (textAt(expression, 'operator')) {
      case 'In':
        return { operator: 'in', key, values: textsAt(expression, 'values') };
      case 'NotIn':
        return { operator: 'notin', key, values: textsAt(expression, 'values') };
      case 'Exists':
        return { operator: 'exists', key };
      default:
        return { operator: 'missing', key };
    }
  });
  return [...equal, ...expressions];
}
