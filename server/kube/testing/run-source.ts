import { vi } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { createLogger } from '#server/log.ts';
import { manualClock } from '#server/prom/testing/manual-clock.ts';
import { type RunningKubeSource, startKubeSource } from '../source.ts';
import { FakeApi } from './fake-api.ts';

/** A source on a fake API, with a clock that moves only inside `until`. */
export interface SourceRun {
  readonly api: FakeApi;
  readonly source: RunningKubeSource;
  /** Names of the objects of a kind, as `namespace/name`, sorted. */
  names(kind: KindName): readonly string[];
  phase(kind: KindName): string | undefined;
  /** Moves the clock in steps of `step` milliseconds until `check` throws no more. */
  until(check: () => void, step?: number): Promise<void>;
  end(): Promise<void>;
}

export async function runSource(
  served: readonly KindName[],
  prepare: (api: FakeApi) => void = () => undefined,
  namespaces: readonly string[] = [],
): Promise<SourceRun> {
  const api = new FakeApi(served);
  prepare(api);
  await api.start();
  const clock = manualClock(1_700_000_000_000);
  const source = startKubeSource({
    config: api.config(),
    cluster: testCluster,
    context: 'test',
    istioNamespace: 'istio-system',
    namespaces,
    clock,
    random: () => 0.5,
    log: createLogger('silent'),
  });
  const cluster = () => source.snapshot().clusters.get(testCluster);
  return {
    api,
    source,
    names: (kind) =>
      [...(cluster()?.objects.get(kind) ?? [])]
        .flatMap(([namespace, named]) => [...named.keys()].map((name) => `${namespace}/${name}`))
        .sort(),
    phase: (kind) => cluster()?.states.get(kind)?.phase,
    until: (check, step = 100) =>
      vi.waitFor(
        async () => {
          await clock.advance(step);
          check();
        },
        { timeout: 8000, interval: 5 },
      ),
    end: async () => {
      await source.close();
      await api.stop();
    },
  };
}
