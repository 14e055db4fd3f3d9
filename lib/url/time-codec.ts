import { asEpochSeconds, asSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { graphWindows, timelineSpans } from '#lib/core/windows.ts';
import { formatWindow } from '#lib/format/duration.ts';
import type { Codec } from './codec.ts';

/** The windows a graph can be asked for, as branded seconds. */
export const windowChoices: readonly Seconds[] = graphWindows.map(asSeconds);

/** The window of the time control: `5m`, `1h`; five minutes by default. */
export const windowCodec: Codec<Seconds> = {
  parse: (text) => windowChoices.find((choice) => formatWindow(choice) === text) ?? null,
  serialize: formatWindow,
  fallback: asSeconds(300),
};

/** The moment at which a frozen view ends, in Unix seconds; null follows the present. */
export const atCodec: Codec<EpochSeconds | null> = {
  parse: (text) => (/^[1-9]\d{8,9}$/.test(text) ? asEpochSeconds(Number(text)) : null),
  serialize: (at) => (at === null ? '' : String(Math.floor(at))),
  fallback: null,
};

/** How far back the timeline can look, as branded seconds. */
export const spanChoices: readonly Seconds[] = timelineSpans.map(asSeconds);

/** The open timeline by how far back it looks: `1h`; null while it is closed. */
export const timelineCodec: Codec<Seconds | null> = {
  parse: (text) => spanChoices.find((choice) => formatWindow(choice) === text) ?? null,
  serialize: (span) => (span === null ? '' : formatWindow(span)),
  fallback: null,
};

/** The other moment of a comparison: in Unix seconds, or the present, which moves. */
export type Versus = EpochSeconds | 'now';

/** What the chosen moment is compared with; null compares with nothing. */
export const versusCodec: Codec<Versus | null> = {
  parse: (text) => (text === 'now' ? 'now' : atCodec.parse(text)),
  serialize: (versus) => (versus === 'now' ? 'now' : atCodec.serialize(versus)),
  fallback: null,
};
