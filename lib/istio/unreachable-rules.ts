import type { HttpMatch, HttpRule, L4Rule, StringMatch, VirtualServiceSpec } from './networking-types.ts';

/** Why a rule or one of its matches is never used. Places are indexes in the list of their protocol. */
export type Unreachable = { readonly protocol: 'http' | 'tls' | 'tcp'; readonly rule: number } & (
  | { readonly kind: 'rule'; readonly why: 'after-catch-all' | 'all-matches-used'; readonly by: number }
  | { readonly kind: 'match'; readonly why: 'same' | 'covered'; readonly match: number; readonly by: number }
);

type Rule = HttpRule | L4Rule;

/**
 * Rules of a VirtualService that no request reaches, and matches that an earlier one takes everything from
 * (analyzeUnreachableHTTPRules and its likes, istio/istio pkg/config/validation 86c9f01f).
 */
export function unreachableRules(spec: VirtualServiceSpec): readonly Unreachable[] {
  const http = spec.http ?? [];
  return [
    ...inList('http', http),
    ...coveredPrefixes(http),
    ...inList('tls', spec.tls ?? []),
    ...inList('tcp', spec.tcp ?? []),
  ];
}

function inList(protocol: Unreachable['protocol'], rules: readonly Rule[]): Unreachable[] {
  const found: Unreachable[] = [];
  const seen = new Map<string, number>();
  let taker: number | null = null;
  for (const [rule, { match = [] }] of rules.entries()) {
    if (taker !== null) {
      found.push({ protocol, rule, kind: 'rule', why: 'after-catch-all', by: taker });
      continue;
    }
    if (match.length === 0) {
      taker = rule;
      continue;
    }
    let used = 0;
    for (const [at, one] of match.entries()) {
      const key = canonical({ ...one, name: undefined });
      const by = seen.get(key);
      if (by === undefined) seen.set(key, rule);
      else {
        used++;
        found.push({ protocol, rule, kind: 'match', why: 'same', match: at, by });
      }
    }
    if (used === match.length)
      found.push({
        protocol,
        rule,
        kind: 'rule',
        why: 'all-matches-used',
        by: found.findLast((one) => one.rule === rule)?.by ?? rule,
      });
  }
  return found;
}

/** JSON of a value with its keys in order, empty ones left out: two matches that mean the same have the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

interface PlacedMatch {
  readonly rule: number;
  readonly match: number;
  readonly one: HttpMatch;
}

/** A prefix that lies within an earlier one whose other conditions are as wide or wider. */
function coveredPrefixes(rules: readonly HttpRule[]): Unreachable[] {
  const matches = distinct(rules).filter(({ one }) => one.uri?.prefix);
  return matches.flatMap((later, i) => {
    const earlier = matches.slice(0, i).find(({ one }) => covers(one, later.one));
    if (earlier === undefined) return [];
    const { rule, match } = later;
    return [{ protocol: 'http', rule, kind: 'match', why: 'covered', match, by: earlier.rule }];
  });
}

/** The matches of rules before the first without one; of equal ones the first. */
function distinct(rules: readonly HttpRule[]): PlacedMatch[] {
  const taker = rules.findIndex(({ match = [] }) => match.length === 0);
  const seen = new Set<string>();
  return rules.slice(0, taker < 0 ? rules.length : taker).flatMap(({ match = [] }, rule) =>
    match.flatMap((one, at) => {
      const key = canonical({ ...one, name: undefined });
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ rule, match: at, one }];
    }),
  );
}

/** Whether whatever `later` matches is matched by `earlier` too; false where that cannot be told. */
function covers(earlier: HttpMatch, later: HttpMatch): boolean {
  const { name: _, uri, method, authority, headers = {}, queryParams = {}, ...rest } = earlier;
  const others: Readonly<Record<string, unknown>> = { ...later };
  return (
    widerText(uri, later.uri) &&
    widerText(method, later.method) &&
    widerText(authority, later.authority) &&
    Object.entries(headers).every(([key, value]) => widerText(value, later.headers?.[key])) &&
    Object.entries(queryParams).every(([key, value]) => widerText(value, later.queryParams?.[key])) &&
    Object.entries(rest).every(([key, value]) => canonical(value) === canonical(others[key]))
  );
}

/** Whether a condition on a text is as wide as another; undefined is no condition. */
function widerText(wide: StringMatch | undefined, narrow: StringMatch | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  if (canonical(wide) === canonical(narrow)) return true;
  const text = narrow.exact ?? narrow.prefix;
  return wide.prefix !== undefined && (text ?? '').startsWith(wide.prefix);
}
