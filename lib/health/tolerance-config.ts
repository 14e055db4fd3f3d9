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

/** The tolerances of an entity: those of the first rule that applies and has some, else the last one's, else Weft's own. */
export function tolerancesFor(rules: readonly ToleranceRule[], entity: Entity): readonly Tolerance[] {
  const written = rules.filter(({ tolerances }) => tolerances.length > 0);
  return (written.find((rule) => applies(rule, entity)) ?? written.at(-1))?.tolerances ?? defaultTolerances;
}
