import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Check } from './check.ts';
import type { CauseFound, Diagnosis } from './diagnosis.ts';

/** Namespaces that a viewer may read; null: all. */
type Namespaces = ReadonlySet<string> | null;

const mayRead = (namespaces: ReadonlySet<string>, { namespace }: ObjectRef): boolean =>
  namespace === null || namespaces.has(namespace);

/**
 * A cause as a viewer may read it. That there is one may be known; what an object says that the viewer may not read, and what it
 * is called, may not.
 */
export function readableCause(cause: CauseFound, namespaces: Namespaces): CauseFound {
  if (namespaces === null) return cause;
  const open = cause.culprit === null || mayRead(namespaces, cause.culprit.object);
  const checks = cause.checks.map((check) => readableCheck(check, namespaces));
  const fix = cause.fix?.every(({ ref }) => mayRead(namespaces, ref)) ? cause.fix : null;
  return open
    ? { ...cause, checks, fix }
    : { ...cause, checks, fix: null, culprit: null, args: {}, covered: true };
}

const readableCheck = (check: Check, namespaces: ReadonlySet<string>): Check =>
  check.object === null || mayRead(namespaces, check.object)
    ? check
    : {
        ...check,
        text: `An object of kind ${check.object.kind} in a namespace that you may not read`,
        object: null,
        path: null,
        promql: null,
        command: null,
      };

export const readableDiagnosis = (diagnosis: Diagnosis, namespaces: Namespaces): Diagnosis => ({
  ...diagnosis,
  causes: diagnosis.causes.map((cause) => readableCause(cause, namespaces)),
});

/** The same where an end of the edge is hidden from the viewer: what is wrong may be known, names of neither end. */
export const withoutNames = (diagnosis: Diagnosis): Diagnosis => ({
  ...diagnosis,
  causes: diagnosis.causes.map((cause) => ({
    ...cause,
    checks: [],
    culprit: null,
    args: {},
    fix: null,
    covered: true,
  })),
});
