import type { CaseOutcome, SuiteOutcome } from './case-outcome.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

const count = (cases: readonly CaseOutcome[]): Totals => {
  const passed = cases.filter(({ pass }) => pass).length;
  return { passed, failed: cases.length - passed };
};

/** What is asked of Weft: every case but quirks, which are reported apart. */
export const totalsOf = (suites: readonly SuiteOutcome[]): Totals =>
  count(suites.flatMap(({ cases }) => cases.filter(({ quirk }) => quirk === null)));

const line = (name: string, { passed, failed }: Totals): string => {
  const share = passed + failed === 0 ? '' : ` (${((100 * passed) / (passed + failed)).toFixed(1)} %)`;
  return `${name}: ${passed} passed, ${failed} failed${share}`;
};

/** The report of a run: failures with what differs, totals by kind, and one line at the end. */
export function reportOf(suites: readonly SuiteOutcome[]): string {
  const { passed, failed } = totalsOf(suites);
  return [...suites.flatMap(suiteLines), `${passed} passed, ${failed} failed`].join('\n');
}

function suiteLines({ suite, cases, leftOut }: SuiteOutcome): string[] {
  const asked = cases.filter(({ quirk }) => quirk === null);
  const quirks = cases.filter(({ quirk }) => quirk !== null);
  const kinds = Map.groupBy(asked, ({ kind }) => kind);
  return [
    ...asked.filter(({ pass }) => !pass).flatMap(failureLines),
    ...quirks.map(({ id, pass, quirk }) => `quirk ${pass ? 'as there' : 'otherwise'}: ${id} (${quirk})`),
    '',
    line(suite, count(asked)),
    ...[...kinds].map(([kind, list]) => `  ${line(kind, count(list))}`),
    `  ${line('quirks, not counted', count(quirks))}`,
    `  left out: ${leftOut}`,
    '',
  ];
}

/** As many differences as help; the JSON has them all. */
const most = 12;

function failureLines({ id, kind, missing, extra }: CaseOutcome): string[] {
  const some = (sign: string, list: readonly string[]) => [
    ...list.slice(0, most).map((text) => `  ${sign} ${text}`),
    ...(list.length > most ? [`  ${sign} … ${list.length - most} more`] : []),
  ];
  return [`failed ${id} (${kind})`, ...some('missing', missing), ...some('extra', extra)];
}
