import { decimal, formatCountOf, noData, unitSpace } from './number.ts';

/** Below this many requests a percentage is shown with its counts. */
const smallCount = 200;

function percentDigits(share: number): string {
  if (share === 0 || share === 1) return String(share * 100);
  if (share < 0.001) return '<\u00a00.1';
  if (share > 0.999) return '>\u00a099.9';
  return decimal(share * 100, 1);
}

/** A share of 0 to 1 as `12.4 %`. Only all is `100 %` and only none is `0 %`: between them are `> 99.9 %` and `< 0.1 %`. */
export function formatShare(share: number | null): string {
  return share === null ? noData : `${percentDigits(share)}${unitSpace}%`;
}

/** The share of failures, with `n of m` beside it when the whole is small: `12.4 %`, `100 % (1 of 1)`. */
export function formatErrorShare(failed: number | null, total: number | null): string {
  if (failed === null || total === null || total <= 0) return noData;
  const share = formatShare(Math.min(1, failed / total));
  return failed > 0 && total < smallCount ? `${share} (${formatCountOf(failed, total)})` : share;
}

/** Declared beside observed on one unit: `10 → 9.6 %`. */
export function formatDeclaredObserved(declared: number | null, observed: number | null): string {
  const left = declared === null ? noData : percentDigits(declared);
  const right = observed === null ? noData : percentDigits(observed);
  return `${left} → ${right}${unitSpace}%`;
}

/** A percentage that is told to a tenth at most: `12.5 %`. */
export function formatPercent(percent: number | null): string {
  return percent === null ? noData : `${decimal(percent, 1)}${unitSpace}%`;
}
