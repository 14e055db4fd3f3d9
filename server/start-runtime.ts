import { createViewers } from './access/viewers.ts';
import { systemClock } from './clock.ts';
import { engineOf, notesOf } from './history/engine-of.ts';
import { createHistoryStore } from './history/history-store.ts';
import { createNotesStore } from './history/notes-store.ts';
import { recordChanges } from './history/recorder.ts';
import { observeRefresh } from './http/metrics.ts';
import { loadKubeConfig } from './kube/load-kube-config.ts';
import { startKubeSource } from './kube/source.ts';
import { createLogger } from './log.ts';
import { createPromSource } from './prom/create.ts';
import { watchDefinitions } from './queries/watch-definitions.ts';
import { watchFindings } from './queries/watch-findings.ts';
import { watchIncidents } from './queries/watch-incidents.ts';
import { watchObserved } from './queries/watch-observed.ts';
import type { Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';
import { createTraceSource } from './traces/source.ts';

/** The composition root: everything that lives as long as the process, started. */
export function startRuntime(settings: Settings): Runtime {
  const log = createLogger(settings.logLevel);
  const clock = systemClock;
  const closing = new AbortController();
  const closers = new Set<() => void | Promise<void>>();
  const kube = startKubeSource({
    config: loadKubeConfig(settings.kube),
    cluster: settings.cluster,
    context: settings.kube.source === 'kubeconfig' ? settings.kube.context : null,
    istioNamespace: settings.istioNamespace,
    namespaces: settings.namespaces,
    clock,
    random: Math.random,
    log: log.child({ room: 'kube' }),
  });
  const prom = createPromSource({
    settings: settings.prom,
    clock,
    log: log.child({ room: 'prom' }),
    observe: observeRefresh,
  });
  const cluster = { server: kube.identity().server, id: settings.cluster };
  const keeping = { clock, log: log.child({ room: 'history' }), signal: closing.signal };
  const history = createHistoryStore({ ...keeping, open: engineOf(settings.history, cluster) });
  const notes = createNotesStore({ ...keeping, open: notesOf(settings.history, cluster) });
  const traces = settings.traces === null ? undefined : createTraceSource(settings.traces, clock);
  const { toleranceRules, guardRails, silences, viewOnly } = settings;
  const asking = { kube, prom, clock, silences, toleranceRules, signal: closing.signal };
  const forgetAll = [
    watchDefinitions({ kube, log, signal: closing.signal }),
    watchFindings(asking, closing.signal),
    watchObserved({ ...asking, log }),
    watchIncidents({ ...asking, log, notes }),
    recordChanges({ kube, store: history, clock, log }, closing.signal),
  ];
  const viewers = createViewers(settings.auth, kube, clock);
  log.info({ identity: kube.identity(), prometheus: prom.url, auth: settings.auth }, 'weft started');
  return {
    settings,
    kube,
    prom,
    viewers,
    clock,
    log,
    closing: closing.signal,
    async contextFor(request) {
      const viewer = await viewers.viewerOf(request);
      const requestId = request.headers.get('x-request-id');
      const signal = AbortSignal.any([request.signal, closing.signal]);
      const child = log.child({ requestId, viewer: viewer.id });
      const set = { toleranceRules, guardRails, silences, viewOnly, history, notes, traces };
      return { kube, prom, clock, viewer, signal, log: child, ...set };
    },
    onShutdown(close) {
      closers.add(close);
      return () => closers.delete(close);
    },
    async shutdown() {
      if (closing.signal.aborted) return;
      log.info('weft stops');
      closing.abort();
      for (const forget of forgetAll) forget();
      await Promise.allSettled([...closers].map(async (close) => close()));
      await Promise.allSettled([kube.close(), prom.close(), history.close(), notes.close(), traces?.close()]);
    },
  };
}
