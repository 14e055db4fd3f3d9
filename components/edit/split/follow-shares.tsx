import { ShareTrack } from '#components/inspector/split-section.tsx';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { targetName } from '#lib/edit/split/split-sentence.ts';
import { formatDeclaredObserved } from '#lib/format/share.ts';
import type { SeenRule } from './split-row.tsx';

/** Each destination's declared share as a ring, the observed one as a tick with its band moving towards it. */
export function FollowShares({ rule, seen }: { rule: RouteRule; seen: SeenRule }) {
  return (
    <ul className="mt-1">
      {rule.destinations.map((destination, i) => {
        const observed = seen.destinations[i]?.observed ?? null;
        return (
          <li key={destination.index} className="grid grid-cols-[8rem_1fr_8rem] items-center gap-3">
            <span className="truncate text-text">{targetName(destination)}</span>
            <ShareTrack
              declared={destination.share}
              observed={observed?.share ?? null}
              low={observed?.low ?? null}
              high={observed?.high ?? null}
            />
            <span className="tabular text-right" title="Declared, and observed since the change">
              {formatDeclaredObserved(destination.share, observed?.share ?? null)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
