import { isObject, type Json, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';

/** A condition on one header of a request. */
export interface HeaderMatch {
  readonly name: string;
  readonly how: 'exact' | 'prefix' | 'regex';
  readonly value: string;
}

/** A header name: what HTTP calls a token. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Why a match cannot be asked for; null where it can. */
export function headerRefusal({ name, value }: HeaderMatch): string | null {
  if (!token.test(name)) return 'The name of the header is missing, or holds what a header name may not.';
  return value === '' ? 'The value of the header is missing.' : null;
}

/** What the header matches, in words: `header x-user is "ann"`. */
export function headerSays({ name, how, value }: HeaderMatch): string {
  const verb = { exact: 'is', prefix: 'begins with', regex: 'matches' }[how];
  return `header ${name} ${verb} ${JSON.stringify(value)}`;
}

/** Names of headers are matched in any case; Envoy wants them in lower case. */
const istioHeader = ({ name, how, value }: HeaderMatch): JsonObject => ({
  [name.toLowerCase()]: { [how]: value },
});

/** The matches of an Istio rule, each with the header asked for as well. */
export function withIstioHeader(rule: JsonObject, header: HeaderMatch): Json[] {
  return matchesOf(rule, 'match').map((match) => ({
    ...match,
    headers: { ...objectAt(match, 'headers'), ...istioHeader(header) },
  }));
}

/** The matches of an HTTPRoute's rule, each with the header asked for as well. */
export function withGatewayHeader(rule: JsonObject, header: HeaderMatch): Result<Json[], string> {
  if (header.how === 'prefix') return err('An HTTPRoute matches a header whole or by a regular expression.');
  const type = header.how === 'exact' ? 'Exact' : 'RegularExpression';
  const one = { type, name: header.name, value: header.value };
  return ok(
    matchesOf(rule, 'matches').map((match) => ({ ...match, headers: [...listAt(match, 'headers'), one] })),
  );
}

const matchesOf = (rule: JsonObject, key: string): readonly JsonObject[] => {
  const matches = listAt(rule, key).filter(isObject);
  return matches.length === 0 ? [{}] : matches;
};
