import type { Simulation } from '#demo/traffic/simulation.ts';
import type { ConfigWatch } from './config-watch.ts';

export interface LiveOptions {
  readonly simulation: Pick<Simulation, 'configure' | 'advance'>;
  readonly watch: Pick<ConfigWatch, 'take'>;
  readonly wall: () => number;
  /** Epoch milliseconds of the last scrape so far. */
  readonly from: number;
  readonly scrapeMs: number;
  /** Milliseconds between two moves of the simulation: as many as it can afford. */
  readonly tickMs: number;
  /** Called once for each moment of the scrape grid that has come. */
  onScrape(timeMs: number): void;
  onError(error: unknown): void;
}

/** Keeps the simulation in step with the wall clock and the configuration, until stopped. */
export function goLive(options: LiveOptions): { stop(): void } {
  const { simulation, watch, wall, scrapeMs } = options;
  let nextScrape = options.from + scrapeMs;
  const tick = () => {
    try {
      const now = wall();
      const view = watch.take();
      if (view !== null) simulation.configure(view);
      // After a pause of the machine the missed scrapes are made up for, so that counters have no cliff.
      for (; nextScrape <= now; nextScrape += scrapeMs) {
        simulation.advance(nextScrape);
        options.onScrape(nextScrape);
      }
      simulation.advance(now);
    } catch (error) {
      options.onError(error);
    }
  };
  const timer = setInterval(tick, options.tickMs);
  return { stop: () => clearInterval(timer) };
}
