import type { LiveSeries, Scrapeable } from '../../traffic/metrics.ts';

const none: readonly LiveSeries[] = [];

/**
 * A source with series beside its own, as a list that grows as the source's does. `begin` is called for each new list of the
 * source: `head` comes first, `beside` is asked once for each series and gives what follows it.
 */
export function withSeriesBeside(
  source: Scrapeable,
  begin: () => { head?: readonly LiveSeries[]; beside?(live: LiveSeries): readonly LiveSeries[] | null },
): Scrapeable {
  let followed: readonly LiveSeries[] | null = null;
  let taken = 0;
  let all: LiveSeries[] = [];
  let list: ReturnType<typeof begin> = {};
  return {
    series() {
      const now = source.series();
      if (now !== followed) {
        followed = now;
        taken = 0;
        list = begin();
        all = [...(list.head ?? none)];
      }
      for (; taken < now.length; taken++) {
        const live = now[taken];
        if (live === undefined) continue;
        all.push(live);
        for (const one of list.beside?.(live) ?? none) all.push(one);
      }
      return all;
    },
  };
}
