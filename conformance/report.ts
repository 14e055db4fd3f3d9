import type { ApartScore, CaseOutcome, CodeCount, SuiteOutcome } from './case-outcome.ts';

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
    ...codeLines(cases.flatMap(({ codes = [] }) => codes)),
    ...apartLines(cases.flatMap(({ apart = [] }) => apart)),
    '',
  ];
}

/** A table by code, for suites about findings. */
function codeLines(counts: readonly CodeCount[]): string[] {
  if (counts.length === 0) return [];
  const row = (cells: readonly (string | number)[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? String(cell).padEnd(10) : String(cell).padStart(9))).join('')}`;
  const columns = ['expected', 'found', 'missing', 'extra'] as const;
  const rows = [...Map.groupBy(counts, ({ code }) => code)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, list]) =>
      row([code, ...columns.map((column) => list.reduce((sum, one) => sum + one[column], 0))]),
    );
  return ['', row(['code', ...columns]), ...rows];
}

/** What is scored apart from whether a case passes, and where it differs. */
function apartLines(scores: readonly ApartScore[]): string[] {
  return [...Map.groupBy(scores, ({ what }) => what)].flatMap(([what, list]) => {
    const agree = list.reduce((sum, one) => sum + one.agree, 0);
    const of = list.reduce((sum, one) => sum + one.of, 0);
    const differences = list.flatMap((one) => one.differences);
    return ['', `  ${what}: ${agree} of ${of} agree`, ...differences.map((text) => `    ${text}`)];
  });
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
