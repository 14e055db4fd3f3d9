import { isObject, type Json, type JsonObject, listAt, sameJson, textsAt } from '#lib/core/json.ts';
import { hostWithin } from '#lib/istio/hosts.ts';

/**
 * The first rule before `index` that takes everything this one could: one that asks for nothing, or each of whose matches is
 * as wide as one of the later. Null where that cannot be told of a single rule. Istio takes the first rule that matches, so
 * unlike istiod's warning (analyzeUnreachableHTTPRules, istio/istio 86c9f01f) an exact path within a prefix counts too.
 */
export function takingRule(rules: readonly JsonObject[], index: number): number | null {
  const own = matchesOf(rules[index]);
  const at = rules.slice(0, index).findIndex((rule) => {
    const wide = matchesOf(rule);
    return own.every((narrow) => wide.some((match) => covers(match, narrow)));
  });
  return at < 0 ? null : at;
}

/** No match at all is one that asks for nothing. */
function matchesOf(rule: JsonObject | undefined): readonly Json[] {
  const matches = listAt(rule, 'match');
  return matches.length === 0 ? [{}] : matches;
}

const named: ReadonlySet<string> = new Set(['name', 'statPrefix']);
const texts: ReadonlySet<string> = new Set(['method', 'authority', 'scheme']);
const maps: ReadonlySet<string> = new Set(['headers', 'queryParams']);

/** Whether whatever `narrow` matches is matched by `wide` too; false where that cannot be told. */
function covers(wide: Json, narrow: Json): boolean {
  if (!isObject(wide) || !isObject(narrow)) return false;
  return Object.entries(wide).every(([field, value = null]) => {
    const other = narrow[field];
    if (named.has(field)) return true;
    if (field === 'ignoreUriCase') return value === true || other !== true;
    if (field === 'uri') {
      const sameCase = wide.ignoreUriCase === true || narrow.ignoreUriCase !== true;
      return isEveryPath(value) || (sameCase && widerText(value, other));
    }
    if (texts.has(field)) return widerText(value, other);
    if (maps.has(field) && isObject(value))
      return Object.entries(value).every(([key, one = null]) =>
        widerText(one, isObject(other) ? other[key] : undefined),
      );
    if (field === 'sniHosts') return widerHosts(textsAt(wide, field), textsAt(narrow, field));
    if (field === 'sourceLabels' && isObject(value))
      return Object.entries(value).every(([key, one]) => isObject(other) && other[key] === one);
    return sameJson(value, other);
  });
}

const isEveryPath = (uri: Json): boolean => isObject(uri) && uri.prefix === '/';

/** Whether a condition on a text is as wide as another; undefined is no condition. */
function widerText(wide: Json, narrow: Json | undefined): boolean {
  if (!isObject(wide) || !isObject(narrow)) return false;
  if (sameJson(wide, narrow)) return true;
  const text = narrow.exact ?? narrow.prefix;
  if (Object.keys(wide).length === 0) return true;
  return typeof wide.prefix === 'string' && typeof text === 'string' && text.startsWith(wide.prefix);
}

const widerHosts = (wide: readonly string[], narrow: readonly string[]): boolean =>
  narrow.length > 0 && narrow.every((host) => wide.some((pattern) => hostWithin(host, pattern)));
