import { binary, type Expr } from '#lib/prom/promql.ts';

/** When an alert fires: all parts of one of these lists hold at once. */
export type Condition = readonly (readonly Expr[])[];

const joined = (op: 'and' | 'or', parts: readonly Expr[]): Expr | null =>
  parts.reduce<Expr | null>((left, right) => (left === null ? right : binary(op, left, right)), null);

/** A condition as one expression; null where there is none. */
export const conditionExpr = (condition: Condition): Expr | null =>
  joined(
    'or',
    condition.flatMap((parts) => joined('and', parts) ?? []),
  );

/** The same as people read it, a part a line; `toText` writes one part. */
export function conditionText(condition: Condition, toText: (expr: Expr) => string): string {
  const alternatives = condition.map((parts) => parts.map((part) => `(${toText(part)})`).join('\nand\n'));
  const [only, ...more] = alternatives;
  if (only === undefined || more.length === 0) return only ?? '';
  return alternatives.map((each) => `(\n${each}\n)`).join('\nor\n');
}
