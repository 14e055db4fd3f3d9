import { KubeConfig } from '@kubernetes/client-node';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { systemClock } from '#server/clock.ts';
import type { Context, Viewer } from '#server/context.ts';
import { createLogger } from '#server/log.ts';
import { never } from '#server/testing/never.ts';
import { createKubeClient, type KubeClient } from '../client.ts';
import { type RunningKubeSource, startKubeSource } from '../source.ts';

/** An API server for tests: an embedded or a real one, the tests do not ask which. */
export interface TestCluster {
  readonly config: KubeConfig;
  /** As the kubeconfig's current context, which may do everything. */
  readonly admin: KubeClient;
  /** The bearer token of a context, or null where the kubeconfig lacks it. */
  token(context: string): string | null;
  /** `namespaces`: where to look when the context may not list across the cluster. */
  startSource(context?: string, namespaces?: readonly string[]): RunningKubeSource;
  create(path: string, body: unknown): Promise<void>;
  remove(path: string): Promise<void>;
}

/** `file` is the kubeconfig that WEFT_TEST_KUBECONFIG names. */
export function connectTestCluster(file: string | undefined): TestCluster {
  if (file === undefined)
    throw new Error('Set WEFT_TEST_KUBECONFIG to the kubeconfig of an API server for tests.');
  const load = (context?: string): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromFile(file);
    if (context !== undefined) config.setCurrentContext(context);
    return config;
  };
  const admin = createKubeClient(load());
  return {
    config: load(),
    admin,
    token: (context) => {
      const name = load().getContextObject(context)?.user;
      return name === undefined ? null : (load().getUser(name)?.token ?? null);
    },
    startSource: (context, namespaces = []) => {
      const config = load(context);
      return startKubeSource({
        config,
        cluster: testCluster,
        context: config.getCurrentContext(),
        istioNamespace: 'istio-system',
        namespaces,
        clock: systemClock,
        random: Math.random,
        log: createLogger('silent'),
      });
    },
    async create(path, body) {
      await admin.request({ path, method: 'POST', body, signal: never });
    },
    async remove(path) {
      await admin.request({ path, method: 'DELETE', signal: never });
    },
  };
}

/** A viewer with a token, or the source's own identity. */
export const viewerWith = (token: string | null): Viewer => ({
  mode: token === null ? 'local' : 'token',
  id: 'test',
  user: 'test',
  token,
  namespaces: null,
  signedOut: new AbortController().signal,
});

/** What commands are handed; of the observed side they use nothing. */
export const contextOf = (kube: RunningKubeSource, token: string | null): Omit<Context, 'prom'> => ({
  kube,
  clock: systemClock,
  viewer: viewerWith(token),
  signal: never,
  log: createLogger('silent'),
});
