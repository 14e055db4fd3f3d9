import { formatRateShort } from '#lib/format/rate.ts';

/** Some rates together; null where none is known. */
export const sumRates = (rates: readonly (number | null)[]): number | null => {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
};

/** A rate in words; nothing where none is known. */
export const rateText = (rate: number | null): string => (rate === null ? '' : formatRateShort(rate));
