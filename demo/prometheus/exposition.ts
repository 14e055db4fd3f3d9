import type { LiveSeries, Scrapeable } from '../traffic/metrics.ts';
import { sampleText } from './promql/number-text.ts';

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** A label value as the text format quotes it. */
export const escapeLabel = (value: string): string =>
  /[\\"\n]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
    : value;

/** Everything of a sample's line before the value. Made once: the labels of a live series never change. */
const starts = new WeakMap<LiveSeries, string>();

function startOf(series: LiveSeries): string {
  const known = starts.get(series);
  if (known !== undefined) return known;
  const labels = Object.entries(series.labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  const start = labels.length === 0 ? `${series.name} ` : `${series.name}{${labels.join(',')}} `;
  starts.set(series, start);
  return start;
}

const piece = 64 * 1024;

/**
 * The text exposition format 0.0.4 in pieces of about 64 kB: each family once, with HELP and TYPE before its samples,
 * whatever the order in which the source gives them.
 */
export function* exposition(source: Scrapeable): Generator<string> {
  const families = new Map<string, LiveSeries[]>();
  for (const series of source.series()) {
    const members = families.get(series.family.name);
    if (members) members.push(series);
    else families.set(series.family.name, [series]);
  }
  let text = '';
  for (const [name, members] of families) {
    const family = members[0]?.family;
    if (!family) continue;
    text += `# HELP ${name} ${escapeHelp(family.help)}\n# TYPE ${name} ${family.type}\n`;
    for (const series of members) {
      text += `${startOf(series)}${sampleText(series.value)}\n`;
      if (text.length < piece) continue;
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}
