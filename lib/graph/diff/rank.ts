import type { Mtls } from '../model.ts';
import { type EdgeDiff, isCounted } from './edge-diff.ts';
import type { NodeDiff } from './node-diff.ts';

/** What matters most about an element that changed, from what a person on call looks at first. */
export const concerns = [
  'fails-more',
  'pods-lost',
  'lost',
  'less-mtls',
  'slower',
  'new',
  'split-changed',
  'less-traffic',
  'more-traffic',
  'fails-less',
  'faster',
  'more-mtls',
  'pods-gained',
  'perhaps',
  'none',
] as const;
export type Concern = (typeof concerns)[number];

/** How much within a concern, larger first; of numbers of different units only those of one concern are compared. */
export interface Weight {
  readonly concern: Concern;
  readonly size: number;
}

const worse = { idle: 0, healthy: 0, unknown: 0, degraded: 1, failing: 2 } as const;
const secured: Readonly<Record<Mtls['state'], number>> = { none: 0, unknown: 0, partial: 1, all: 2 };

/** The foremost concern of an edge and its size. */
export function weighEdge(diff: EdgeDiff): Weight {
  const found = [errorWeight(diff), presenceWeight(diff), mtlsWeight(diff), ...numberWeights(diff)];
  return foremost(found.filter((weight) => weight !== null));
}

function foremost(weights: readonly Weight[]): Weight {
  const rank = ({ concern }: Weight) => concerns.indexOf(concern);
  return [...weights].sort((a, b) => rank(a) - rank(b))[0] ?? { concern: 'none', size: 0 };
}

/** By failures per second: a large edge that fails a little more may hurt more than a small one that fails altogether. */
function errorWeight({ errorShare, errors, health, mark, after }: EdgeDiff): Weight | null {
  if (mark === 'new' && after !== null && worse[after.health.status] > 0) {
    return { concern: 'fails-more', size: errors.after ?? 0 };
  }
  const size = Math.abs(errors.absolute ?? 0);
  const status = health === null ? 0 : worse[health.after] - worse[health.before];
  if (status > 0) return { concern: 'fails-more', size };
  const moved = errorShare.verdict === 'real' ? (errorShare.absolute ?? 0) : 0;
  if (moved > 0) return { concern: 'fails-more', size };
  return moved < 0 || status < 0 ? { concern: 'fails-less', size } : null;
}

function presenceWeight({ mark, rate, bytes }: EdgeDiff): Weight | null {
  if (mark !== 'new' && mark !== 'lost') return null;
  const size = rate.after ?? rate.before ?? (bytes.after ?? bytes.before ?? 0) / 1e6;
  return { concern: rate.verdict === 'noise' ? 'perhaps' : mark, size };
}

function mtlsWeight({ mtls }: EdgeDiff): Weight | null {
  if (mtls === null) return null;
  const byState = secured[mtls.after.state] - secured[mtls.before.state];
  const move = byState === 0 ? (mtls.after.share ?? 0) - (mtls.before.share ?? 0) : byState;
  return { concern: move < 0 ? 'less-mtls' : 'more-mtls', size: Math.abs(move) };
}

function numberWeights({ rate, latency, split, mark }: EdgeDiff): readonly (Weight | null)[] {
  const both = mark === 'changed';
  const slow = latency.verdict === 'real' ? (latency.absolute ?? 0) : 0;
  const more = both && rate.verdict === 'real' ? (rate.absolute ?? 0) : 0;
  return [
    slow === 0 ? null : { concern: slow > 0 ? 'slower' : 'faster', size: Math.abs(latency.relative ?? 0) },
    more === 0 ? null : { concern: more > 0 ? 'more-traffic' : 'less-traffic', size: Math.abs(more) },
    split === null ? null : { concern: 'split-changed', size: 1 },
  ];
}

/**
 * The foremost concern of a node for itself: its pods, and that it came or went. What its traffic did its edges tell, and
 * a second line of the same would only hide the first.
 */
export function weighNode({ mark, health, readyPods, before, after }: NodeDiff): Weight {
  const pods = readyPods.absolute ?? 0;
  const node = after ?? before;
  const counted = [before, after].some((each) => each !== null && isCounted(each.health));
  const status = health === null || !counted ? 0 : worse[health.after] - worse[health.before];
  const total = node?.pods?.total ?? 0;
  return foremost([
    ...(status === 0 ? [] : [{ concern: status > 0 ? 'fails-more' : 'fails-less', size: total } as const]),
    ...(pods === 0
      ? []
      : [{ concern: pods < 0 ? 'pods-lost' : 'pods-gained', size: Math.abs(pods) } as const]),
    // Beside edges, whose size is requests per second, a workload without traffic weighs little.
    ...(mark === 'lost' || mark === 'new'
      ? [{ concern: mark, size: node?.inRate ?? node?.outRate ?? total / 1000 } as const]
      : []),
  ]);
}
