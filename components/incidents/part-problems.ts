import type { OpenProblem } from '#lib/api/incidents-contract.ts';

/** Problems as the page tells of them apart. */
export interface Parted {
  /** Nobody put them off, what harms most first. */
  readonly open: readonly OpenProblem[];
  readonly snoozed: readonly OpenProblem[];
  /** How many have nothing to do with the namespaces that are looked at. */
  readonly hidden: number;
}

/** One is of the namespaces looked at where an end of any of its edges, or its culprit, is in one of them; none chosen means all. */
export function partProblems(problems: readonly OpenProblem[], chosen: readonly string[]): Parted {
  const here = problems.filter((problem) => isIn(problem, chosen));
  return {
    open: here.filter(({ stance }) => stance.state !== 'snoozed'),
    snoozed: here.filter(({ stance }) => stance.state === 'snoozed'),
    hidden: problems.length - here.length,
  };
}

export const isIn = (
  { namespaces }: { readonly namespaces: readonly string[] },
  chosen: readonly string[],
): boolean => chosen.length === 0 || namespaces.some((namespace) => chosen.includes(namespace));
