import { defaultTolerances, type Tolerance } from './tolerance.ts';

/** Tolerances of what the three patterns match whole; an absent pattern matches everything. */
export interface ToleranceRule {
  readonly namespace?: RegExp;
  readonly kind?: RegExp;
  readonly name?: RegExp;
  readonly tolerances: readonly Tolerance[];
}

/** What health is asked for: `kind` is `app`, `workload` or `service`. */
export interface Entity {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

const applies = ({ namespace, kind, name }: ToleranceRule, entity: Entity): boolean =>
  (namespace?.test(entity.namespace) ?? true) &&
  (kind?.test(entity.kind) ?? true) &&
  (name?.test(entity.name) ?? true);

/** The tolerances of an entity: those of the first rule that applies and has some, else Weft's own. */
export const tolerancesFor = (rules: readonly ToleranceRule[], entity: Entity): readonly Tolerance[] =>
  rules.find((rule) => rule.tolerances.length > 0 && applies(rule, entity))?.tolerances ?? defaultTolerances;
