import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { decimal, noData, unitSpace } from '#lib/format/number.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import type { GraphChange } from './compare.ts';
import type { Delta } from './diff/delta.ts';
import type { Concern } from './diff/rank.ts';

const concernText: Readonly<Record<Concern, string>> = {
  'fails-more': 'fails more',
  'pods-lost': 'fewer ready pods',
  lost: 'no more traffic',
  'less-mtls': 'less mTLS',
  slower: 'slower',
  new: 'first traffic',
  'split-changed': 'split changed',
  'less-traffic': 'less traffic',
  'more-traffic': 'more traffic',
  'fails-less': 'fails less',
  faster: 'faster',
  'more-mtls': 'more mTLS',
  'pods-gained': 'more ready pods',
  perhaps: 'may be chance',
  none: '',
};

/** What a change is about, in two or three words. What is new has nothing to fail more than. */
export const concernOf = ({ concern, mark }: Pick<GraphChange, 'concern' | 'mark'>): string =>
  concern === 'fails-more' && mark === 'new' ? 'fails' : concernText[concern];

export const markText = { new: 'New', lost: 'Lost', changed: 'Changed' } as const;

const minus = '\u2212';
const signed = (value: number, text: string): string => `${value > 0 ? '+' : value < 0 ? minus : ''}${text}`;

type Format = (value: number | null) => string;

/** `38 → 52 rps`: the unit once where both sides have the same. */
function pair({ before, after }: Delta, format: Format): string {
  const [left, right] = [format(before), format(after)];
  if (left === right) return right;
  const [number, unit] = left.split(unitSpace);
  const short = number !== undefined && right.endsWith(`${unitSpace}${unit}`) ? number : left;
  return `${short} → ${right}`;
}

/** Requests per second, or bytes for TCP, at both moments. */
export const ratePair = (change: GraphChange): string =>
  change.kind === 'edge' && change.protocol === 'tcp'
    ? pair(change.bytes, formatBytesRate)
    : pair(change.rate, formatRateShort);

export const errorPair = (change: GraphChange): string =>
  change.kind === 'edge' ? pair(change.errorShare, formatShare) : noData;

export const latencyPair = (change: GraphChange): string =>
  change.kind === 'edge' ? pair(change.latency, formatLatency) : noData;

/** How much more or less, signed: of shares in points, of other numbers in percent of what it was. Empty where not known. */
export function differenceText(delta: Delta, kind: 'share' | 'other'): string {
  const { absolute, relative } = delta;
  if (kind === 'share') {
    return absolute === null || Math.abs(absolute) < 0.0005
      ? ''
      : signed(absolute, `${decimal(Math.abs(absolute) * 100, 1)}${unitSpace}pts`);
  }
  if (relative === null || Math.abs(relative) < 0.005) return '';
  return signed(relative, `${decimal(Math.abs(relative) * 100, 0)}${unitSpace}%`);
}

/**
 * The differences of an element that chance does not explain, signed: `rate +12 % · errors −3.1 pts`. Of what came its rate,
 * of what went what its rate was; where no number differs, what else does.
 */
export function deltaText(change: GraphChange): string {
  const { mark, rate } = change;
  const bytes = change.kind === 'edge' && change.protocol === 'tcp' ? change.bytes : null;
  const amount = (side: 'before' | 'after') =>
    bytes ? formatBytesRate(bytes[side]) : formatRateShort(rate[side]);
  if (change.kind === 'node') return '';
  if (mark === 'new') return amount('after');
  if (mark === 'lost') return `was ${amount('before')}`;
  const parts = [
    ['rate', rate, 'other'],
    ['errors', change.errorShare, 'share'],
    ['mean', change.latency, 'other'],
  ] as const;
  const texts = parts.flatMap(([name, delta, kind]) => {
    const text = delta.verdict === 'real' ? differenceText(delta, kind) : '';
    return text === '' ? [] : [`${name} ${text}`];
  });
  return texts.length > 0 ? texts.join(' · ') : concernOf(change);
}

interface Tally {
  readonly new: number;
  readonly lost: number;
  readonly changed: number;
}

/** The comparison in one line: `1 new edge, 2 changed; 1 lost node`. */
export function countsText({ nodes, edges }: { readonly nodes: Tally; readonly edges: Tally }): string {
  const part = (tally: Tally, one: string) => {
    const words = (['new', 'lost', 'changed'] as const).flatMap((mark) =>
      tally[mark] === 0 ? [] : [`${tally[mark]} ${mark}`],
    );
    const total = tally.new + tally.lost + tally.changed;
    return total === 0 ? [] : [`${plural(total, one)}: ${words.join(', ')}`];
  };
  const parts = [...part(edges, 'edge'), ...part(nodes, 'node')];
  return parts.length === 0 ? 'Nothing is new, lost or changed' : parts.join(' · ');
}
