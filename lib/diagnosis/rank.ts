import type { CauseCode } from './catalogue.ts';
import type { Evidence } from './cause.ts';
import type { Check } from './check.ts';
import type { CauseFound, Confidence } from './diagnosis.ts';

/** What one cause found. */
export interface Candidate {
  readonly code: CauseCode;
  readonly evidence: Evidence;
}

const sureness: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 4, 'ruled-out': 5 };

/** How sure a cause is by its checks. */
export function confidenceOf(checks: readonly Check[]): Confidence {
  const deciding = checks.filter(({ decisive }) => decisive);
  if (deciding.some(({ result }) => result === 'contradicted')) return 'ruled-out';
  const confirmed = deciding.filter(({ result }) => result === 'confirmed').length;
  if (confirmed === 0) return 'possible';
  const doubts = checks.some(({ result }) => result === 'contradicted');
  return confirmed === deciding.length && !doubts ? 'certain' : 'likely';
}

/** Confirmed checks less contradicted ones; decisive ones count twice. */
const scoreOf = (checks: readonly Check[]): number =>
  checks.reduce(
    (sum, { result, decisive }) =>
      sum + (result === 'confirmed' ? 1 : result === 'contradicted' ? -1 : 0) * (decisive ? 2 : 1),
    0,
  );

/** A cause that explains this part of what another does is not the lesser for it: two counts of one thing differ by chance. */
const alike = 0.8;

/** However sure, what explains less than this part of what another does, that holds too, comes after it: it is not why the edge fails. */
const small = 0.25;
/** Behind all that hold and explain more. */
const behind = 2;

const holds = ({ confidence }: CauseFound): boolean => confidence === 'certain' || confidence === 'likely';

/** What makes a failure worse is not why there is one. */
const worsens: ReadonlySet<CauseCode> = new Set(['retries-multiply']);

/** The most probable first: by how sure they are, how much they explain, what speaks for them; then in the order given. */
export function rankCauses(candidates: readonly Candidate[]): readonly CauseFound[] {
  const found = candidates.map(({ code, evidence }) => ({
    code,
    confidence: confidenceOf(evidence.checks),
    checks: [...evidence.checks],
    culprit: evidence.culprit,
    args: { ...evidence.args },
    explains: evidence.explains,
    fix: evidence.fix === null ? null : [...evidence.fix],
    covered: false,
  }));
  const most = Math.max(
    0,
    ...found.filter(({ confidence }) => confidence !== 'ruled-out').map(({ explains }) => explains),
  );
  const reasons = found.filter((cause) => holds(cause) && !worsens.has(cause.code));
  const told = Math.max(
    0,
    ...(reasons.length > 0 ? reasons : found.filter(holds)).map(({ explains }) => explains),
  );
  const isLesser = (cause: CauseFound) =>
    holds(cause) && (cause.explains < small * told || (reasons.length > 0 && worsens.has(cause.code)));
  const tier = (cause: CauseFound) => sureness[cause.confidence] + (isLesser(cause) ? behind : 0);
  const part = ({ explains }: CauseFound) => (explains >= alike * most ? 1 : explains / Math.max(most, 1));
  return found.sort(
    (a, b) => tier(a) - tier(b) || part(b) - part(a) || scoreOf(b.checks) - scoreOf(a.checks),
  );
}
