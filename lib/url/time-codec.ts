import { graphWindows } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { formatWindow } from '#lib/format/duration.ts';
import type { Codec } from './codec.ts';

/** The windows a graph can be asked for, as branded seconds. */
export const windowChoices: readonly Seconds[] = graphWindows.map((w) => seconds.parse(w));

/** The window of the time control: `5m`, `1h`; five minutes by default. */
export const windowCodec: Codec<Seconds> = {
  parse: (text) => windowChoices.find((choice) => formatWindow(choice) === text) ?? null,
  serialize: formatWindow,
  fallback: seconds.parse(300),
};

/** The moment at which a frozen view ends, in Unix seconds; null follows the present. */
export const atCodec: Codec<EpochSeconds | null> = {
  parse: (text) => (/^[1-9]\d{8,9}$/.test(text) ? epochSeconds.parse(Number(text)) : null),
  serialize: (at) => (at === null ? '' : String(Math.floor(at))),
  fallback: null,
};
