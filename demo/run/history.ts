import type { Controllers } from '#demo/controllers/run.ts';
import { type Cluster, loadObjects } from '#demo/meshes/load.ts';
import type { Chapter, DemoMesh } from '#demo/meshes/mesh.ts';
import type { Simulation } from '#demo/traffic/simulation.ts';
import type { ConfigWatch } from './config-watch.ts';
import type { DemoClock } from './demo-clock.ts';

export interface HistoryOptions {
  readonly cluster: Cluster;
  readonly controllers: Controllers;
  readonly clock: DemoClock;
  readonly mesh: DemoMesh;
  /** Epoch milliseconds of the present, on the scrape grid. */
  readonly until: number;
}

const minute = 60_000;
/** How much traffic lies behind the demo's start, milliseconds. */
export const historyMs = 60 * minute;

/** Loads what was applied before the history begins, each chapter at its time where the API server lets time be set. */
export async function loadPast(options: HistoryOptions): Promise<void> {
  for (const chapter of options.mesh.chapters) {
    if (chapter.minutesAgo * minute >= historyMs) await loadChapter(options, chapter);
  }
}

async function loadChapter(
  { cluster, clock, controllers, until }: HistoryOptions,
  chapter: Chapter,
): Promise<Awaited<ReturnType<typeof loadObjects>>> {
  clock.jumpTo(until - chapter.minutesAgo * minute);
  const applied = await loadObjects(cluster, chapter.objects);
  const deployments = chapter.objects.filter(({ kind }) => kind === 'Deployment');
  if (deployments.length > 0) {
    await controllers.settled(
      deployments.map(({ body: { metadata } }) => `${metadata.namespace ?? ''}/${metadata.name}`),
    );
  }
  return applied;
}

/**
 * Lives through the last hour and up to the present: moves the simulation on step by step, hands each step to `scrape`, and
 * applies the chapters that fall into it at their time. Gives way to other work now and then, so that the API server
 * answers meanwhile. Returns the time of the last step.
 */
export async function liveThroughHistory(
  options: HistoryOptions,
  watch: ConfigWatch,
  simulation: Simulation,
  scrape: { readonly wall: () => number; stepAt(timeMs: number): number; at(timeMs: number): void },
): Promise<number> {
  const { mesh, until } = options;
  let last = until - historyMs;
  const coming = mesh.chapters.filter((chapter) => chapter.minutesAgo * minute < historyMs);
  let breath = performance.now();
  for (let time = last; time <= scrape.wall(); time += scrape.stepAt(time)) {
    while (coming[0] !== undefined && until - coming[0].minutesAgo * minute <= time) {
      const chapter = coming.shift();
      if (chapter !== undefined) await watch.seen(await loadChapter(options, chapter));
    }
    const view = watch.take();
    if (view !== null) simulation.configure(view);
    simulation.advance(time);
    scrape.at(time);
    last = time;
    if (performance.now() - breath > 50) {
      // A few turns of the event loop, not one: an answer over TLS needs several.
      await new Promise((resolve) => setTimeout(resolve, 5));
      breath = performance.now();
    }
  }
  return last;
}
