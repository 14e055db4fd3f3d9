import { z } from 'zod';
import { flag, some, text } from './read-answer.ts';

const stringMatch = z
  .object({
    exact: text,
    prefix: text,
    suffix: text,
    contains: text,
    safe_regex: z.object({ regex: text }).optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

const named = z.object({
  name: text,
  string_match: stringMatch,
  present_match: flag,
  invert_match: flag,
});

/** Conditions of a route (envoy.config.route.v3.RouteMatch). */
export const routeMatch = z.object({
  prefix: text,
  path: text,
  path_separated_prefix: text,
  safe_regex: z.object({ regex: text }).optional().catch(undefined),
  headers: some(named),
  query_parameters: some(named),
});

/** A match in words, all of whose conditions must hold. */
export function matchText(match: Partial<z.output<typeof routeMatch>>): string {
  const { headers = [], query_parameters = [] } = match;
  return [
    pathText(match),
    ...headers.map((each) => namedText('header', each)),
    ...query_parameters.map((each) => namedText('parameter', each)),
  ].join(', ');
}

function pathText({
  prefix,
  path,
  path_separated_prefix,
  safe_regex,
}: Partial<z.output<typeof routeMatch>>): string {
  if (path) return `path ${path}`;
  if (safe_regex?.regex) return `path like ${safe_regex.regex}`;
  if (path_separated_prefix) return `below ${path_separated_prefix}`;
  return prefix && prefix !== '/' ? `prefix ${prefix}` : 'any path';
}

function namedText(what: string, { name, string_match, invert_match }: z.output<typeof named>): string {
  return `${what} ${name} ${invert_match ? 'not ' : ''}${valueText(string_match)}`;
}

function valueText(match: z.output<typeof stringMatch>): string {
  if (match === undefined) return 'there';
  const { exact, prefix, suffix, contains, safe_regex } = match;
  if (exact) return `is ${exact}`;
  if (prefix) return `begins with ${prefix}`;
  if (suffix) return `ends with ${suffix}`;
  if (contains) return `holds ${contains}`;
  return safe_regex?.regex ? `like ${safe_regex.regex}` : 'there';
}
