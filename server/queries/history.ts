import type { HistoryResponse } from '#lib/api/history-contract.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { Context } from '../context.ts';

export interface HistoryAsked {
  readonly from: EpochSeconds | null;
  readonly to: EpochSeconds | null;
  readonly namespaces: readonly string[];
  readonly kind: readonly string[];
  /** Keys of objects, as `objectKey` makes them. */
  readonly object: readonly string[];
  readonly limit: number;
}

const day = 86_400;

/** What changed, of objects that the viewer may read. */
export async function readHistory(
  { history, clock, viewer }: Pick<Context, 'history' | 'clock' | 'viewer'>,
  asked: HistoryAsked,
): Promise<HistoryResponse> {
  const to = asked.to ?? epochSeconds.parse(Math.floor(clock.now() / 1000));
  const from = asked.from ?? epochSeconds.parse(to - day);
  if (history === undefined)
    return { from, to, changes: [], more: false, kept: { lasting: false, trouble: null } };
  const changes = await history.list({
    from,
    to,
    namespaces: readable(asked.namespaces, viewer.namespaces),
    kinds: someOf(asked.kind),
    objects: someOf(asked.object),
    limit: asked.limit + 1,
  });
  return {
    from,
    to,
    changes: changes.slice(0, asked.limit),
    more: changes.length > asked.limit,
    kept: { lasting: history.lasting(), trouble: history.trouble() },
  };
}

const someOf = (list: readonly string[]): ReadonlySet<string> | null =>
  list.length === 0 ? null : new Set(list);

/** The namespaces asked for that the viewer may read: never more than those. */
function readable(asked: readonly string[], allowed: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (asked.length === 0) return allowed;
  return new Set(asked.filter((namespace) => allowed?.has(namespace) ?? true));
}
