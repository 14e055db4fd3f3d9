import { z } from 'zod';
import { type Matcher, type Scope, select, toPromql } from '#lib/prom/promql.ts';
import { type CaseOutcome, rowOutcome } from '../case-outcome.ts';

const table = z.object({
  cases: z.array(
    z.object({ query: z.string(), scope: z.record(z.string(), z.string()), expected: z.string() }),
  ),
});

const selector = /([a-zA-Z_:][\w:]*)\{([^}]*)\}/g;
const matcher = /(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g;

const isOp = (text: string | undefined): text is Matcher['op'] =>
  text === '=' || text === '!=' || text === '=~' || text === '!~';

function matchersOf(text: string): Matcher[] {
  return [...text.matchAll(matcher)].flatMap(([, label = '', op, value = '']) =>
    isOp(op) ? [{ label, op, value: value.replaceAll(/\\(.)/g, '$1') }] : [],
  );
}

/** Every selector of a text as the product writes it with the scope in it. */
const scoped = (query: string, scope: Scope): string =>
  query.replaceAll(selector, (_whole, metric: string, inner: string) =>
    toPromql(select(metric, matchersOf(inner)), scope),
  );

/** Scopes in queries. */
export function scopedOutcomes(json: unknown): CaseOutcome[] {
  return table.parse(json).cases.map(({ query, scope, expected }, i) => {
    const labels = Object.entries(scope).map(([label, value]) => ({ label, value }));
    return rowOutcome(`query-scope/${i}`, scoped(query, labels), expected);
  });
}
