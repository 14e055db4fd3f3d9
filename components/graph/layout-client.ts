import { cheaperEngine, chooseEngine, type LayoutEngine } from '#lib/layout/choose-engine.ts';
import type { LayoutGraph, Positions } from '#lib/layout/layout-graph.ts';
import type { LayoutAnswer } from './layout-protocol.ts';

/** Everything together may take this long, in milliseconds; then a grid by namespace is drawn. */
const deadline = 10_000;
/** Up to this size the layered engine is worth waiting for; a larger or denser graph may keep it busy for minutes. */
const small = { nodes: 120, edges: 250 };

function patience(engine: LayoutEngine, { nodes, edges }: LayoutGraph): number {
  if (engine !== 'layered') return deadline;
  return nodes.length <= small.nodes && edges.length <= small.edges ? deadline * 0.9 : deadline * 0.4;
}

export interface LayoutResult {
  readonly positions: Positions;
  /** Why the layout is not that of an engine; null when it is. */
  readonly fellBack: string | null;
}

let worker: Worker | null = null;
let lastId = 0;

function startWorker(): Worker {
  worker ??= new Worker(new URL('./layout.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft-layout',
  });
  return worker;
}

/** Fetches the engines while the first data is on its way. */
export function warmLayout(): void {
  startWorker();
}

/** What is not answered still runs: only ending the worker stops an engine. */
function stopWorker(): void {
  worker?.terminate();
  worker = null;
}

type Attempt = { readonly positions: Positions } | { readonly failed: string };

/** One engine's try. */
function attempt(
  graph: LayoutGraph,
  engine: LayoutEngine,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Attempt> {
  const running = startWorker();
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    const finish = (result: Attempt, stop: boolean) => {
      if (stop) stopWorker();
      clearTimeout(timer);
      running.removeEventListener('message', hear);
      running.removeEventListener('error', fail);
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    // The worker is built with the page; the engine also sends messages of its own, without an id.
    const hear = ({ data }: MessageEvent<LayoutAnswer | undefined>) => {
      if (data?.id !== id) return;
      const { positions, error } = data;
      finish(positions ? { positions } : { failed: error ?? 'The layout gave no answer.' }, false);
    };
    const fail = () => finish({ failed: 'The layout worker could not run.' }, true);
    const abort = () => finish({ failed: 'A newer layout was asked for.' }, true);
    const timer = setTimeout(
      () => finish({ failed: 'The layout took longer than 10 s.' }, true),
      milliseconds,
    );
    running.addEventListener('message', hear);
    running.addEventListener('error', fail);
    signal.addEventListener('abort', abort);
    running.postMessage({ id, engine, graph });
  });
}

/** Lays a graph out in the worker: by the engine that suits it, then by a cheaper one, at last as a grid. */
export async function requestLayout(graph: LayoutGraph, signal: AbortSignal): Promise<LayoutResult> {
  const own = chooseEngine(graph);
  const startedAt = performance.now();
  let failed: string | null = null;
  for (
    let engine: LayoutEngine | null = own;
    engine !== null && engine !== 'grid';
    engine = cheaperEngine(engine)
  ) {
    const left = deadline - (performance.now() - startedAt);
    const result = await attempt(graph, engine, Math.min(left, patience(engine, graph)), signal);
    if ('positions' in result) return { positions: result.positions, fellBack: null };
    failed = result.failed;
    if (signal.aborted) break;
  }
  // Seldom needed: fetched then.
  const { gridLayout } = await import('#lib/layout/grid.ts');
  return { positions: gridLayout(graph), fellBack: failed };
}
