/** The place of the first digit after the point that is not 0, at most `most`: 1 for 0.4, 3 for 0.004. */
export function firstPlace(value: number, most: number): number {
  for (let place = 1; place < most; place += 1) if (Math.abs(value) * 10 ** place >= 1) return place;
  return most;
}

/** A rate as Kiali writes it: at least `least` decimals, up to 5 where it is small. */
export const rateText = (rate: number, least: number): string =>
  rate.toFixed(Math.abs(rate) >= 1 ? least : Math.max(least, firstPlace(rate, 5)));
