import { asEpochSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { Codec } from './codec.ts';

/** Parameters of a link to an alert that are no labels of it. */
const notLabels = new Set(['at', 'window', 'ns', 'services', 'sel', 'timeline', 'vs']);
/** So many labels are read, and so much of each. */
const mostLabels = 64;
const longest = 1000;

type Labels = Readonly<Record<string, string>>;

const isLabel = (name: string): boolean =>
  /^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/.test(name) && name !== '__proto__';

/** The labels among the parameters of a link, as an alert gives them; the first of each name. */
export function alertLabelsIn(params: Iterable<readonly [name: string, value: string]>): Labels {
  const labels = new Map<string, string>();
  for (const [name, value] of params) {
    if (labels.size === mostLabels) break;
    if (isLabel(name) && !notLabels.has(name) && value !== '' && value.length <= longest && !labels.has(name))
      labels.set(name, value);
  }
  return Object.fromEntries(labels);
}

/** Labels as one text, `name=value` joined by `&` and percent-encoded. */
export const alertLabelsCodec: Codec<Labels> = {
  parse: (text) => {
    const labels = alertLabelsIn(new URLSearchParams(text));
    return text !== '' && Object.keys(labels).length === 0 ? null : labels;
  },
  serialize: (labels) => new URLSearchParams({ ...labels }).toString(),
  fallback: {},
};

/** A moment is recent, and shown live, for so long; in seconds. */
const recent = 900;

/** When an alert began: Unix time in seconds or milliseconds, or as RFC 3339. Null where the text says nothing of the kind. */
export function readAlertTime(text: string): EpochSeconds | null {
  if (/^[1-9]\d{8,9}(\.\d+)?$/.test(text)) return asEpochSeconds(Math.floor(Number(text)));
  if (/^[1-9]\d{11,12}$/.test(text)) return asEpochSeconds(Math.floor(Number(text) / 1000));
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d| ?UTC)$/i.test(text)) return null;
  const ms = Date.parse(
    text
      .replace(' ', 'T')
      .replace(/ ?UTC$/i, 'Z')
      .replace(/([+-]\d\d)(\d\d)$/, '$1:$2'),
  );
  return Number.isNaN(ms) || ms < 1e11 ? null : asEpochSeconds(Math.floor(ms / 1000));
}

/** The moment at which the graph of an alert is looked at; null for the present, of what is recent and of what is to come. */
export const alertMoment = (began: EpochSeconds | null, now: EpochSeconds): EpochSeconds | null =>
  began === null || now - began < recent ? null : began;
