import { formatPercent } from '#lib/format/share.ts';
import type { RouteMirror, RouteRule } from './route-rule.ts';
import { percentages } from './weights.ts';

/** A destination as people call it: `product v2`, `product` where it names no subset. */
export const targetName = ({ host, subset }: { readonly host: string; readonly subset: string | null }) => {
  const short = host.split('.')[0] ?? host;
  return subset === null ? short : `${short} ${subset}`;
};

/** What a rule is about: requests, or connections. */
export const takenWord = ({ protocol }: Pick<RouteRule, 'protocol'>): string =>
  protocol === 'http' || protocol === 'grpc' ? 'requests' : 'connections';

/** What a rule without matches takes. */
export const takesAll = ({ index, protocol }: Pick<RouteRule, 'index' | 'protocol'>): string =>
  `all ${takenWord({ protocol })}${index === 0 ? '' : ' that no earlier rule takes'}`;

/** Which requests a rule takes, as it ends a sentence. */
function takenText(rule: Pick<RouteRule, 'index' | 'matches' | 'protocol'>): string {
  const { matches } = rule;
  if (matches.length === 0) return takesAll(rule);
  const what = takenWord(rule);
  const [first] = matches;
  return matches.length === 1
    ? `${what} with ${first}`
    : `${what} with ${first} or ${matches.length - 1} other`;
}

/**
 * What moving weights and mirrors would do, in one sentence; null where nothing would change. Shares are of what the rule takes.
 */
export function splitSentence(
  rule: RouteRule,
  weights: readonly number[],
  mirrors: readonly (number | null)[],
): string | null {
  const parts = [
    ...shareParts(rule, weights),
    ...rule.mirrors.flatMap((one, i) => mirrorPart(one, mirrors[i])),
  ];
  if (parts.length === 0) return null;
  return `Of ${takenText(rule)}, ${joined(parts)}.`;
}

function shareParts(rule: RouteRule, weights: readonly number[]): readonly string[] {
  const before = percentages(rule.destinations.map(({ effective }) => effective));
  const after = percentages(weights);
  return rule.destinations.flatMap((destination, i) => {
    const [was, becomes] = [before?.[i] ?? 0, after?.[i] ?? 0];
    if (weights[i] === destination.effective && was === becomes) return [];
    const name = targetName(destination);
    return was === becomes
      ? [`${name} keeps ${formatPercent(was)} by a weight of ${weights[i]}`]
      : [`${name} would get ${formatPercent(becomes)} instead of ${formatPercent(was)}`];
  });
}

function mirrorPart(mirror: RouteMirror, percent: number | null | undefined): readonly string[] {
  const was = mirror.percent ?? 100;
  if (percent == null || percent === was) return [];
  return [
    `copies of ${formatPercent(percent)} instead of ${formatPercent(was)} would go to ${targetName(mirror)}`,
  ];
}

const joined = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
