import type { World } from '#demo/controllers/world.ts';
import type { Discovery } from '#demo/kube-client/discovery.ts';
import { type Informer, startInformer } from '#demo/kube-client/informer.ts';
import type { KubeClient } from '#demo/kube-client/kube-client.ts';
import { keyOf, type RawObject } from '#demo/kube-client/raw-object.ts';
import type { Applied } from '#demo/meshes/load.ts';
import type { ConfigView } from '#demo/traffic/config/view.ts';
import { type KindName, kindNames } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

/** All configuration as the simulation reads it, kept in step with the API server. */
export interface ConfigWatch {
  /** The view if anything changed since the last call, else null. */
  take(): ConfigView | null;
  /** Resolves when the watches have seen these objects, at these versions or later. */
  seen(applied: readonly Applied[]): Promise<void>;
}

/** Kinds that say nothing about traffic. */
const left: readonly KindName[] = ['Event', 'CustomResourceDefinition'];

/** Watches every served kind, through the controllers' informers where they have one. Resolves when all are listed. */
export async function watchConfig(
  cluster: { client: KubeClient; discovery: Discovery },
  world: World,
  options: { signal: AbortSignal; onError: (error: unknown) => void },
): Promise<ConfigWatch> {
  const view = new Map<KindName, readonly KubeObject[]>();
  const informers = new Map<KindName, { informer: Informer<RawObject>; apiVersion: string; kind: string }>();
  const changed = new Set<KindName>();
  const watch = async (name: KindName): Promise<void> => {
    const resource = await cluster.discovery.resource(name);
    if (resource === null) return;
    const informer =
      world.informerOf(name) ??
      startInformer(cluster.client, resource.listPath, { ...options, parse: (object) => object });
    await informer.synced;
    informers.set(name, { informer, apiVersion: resource.apiVersion, kind: resource.kind });
    changed.add(name);
    informer.subscribe(() => changed.add(name));
  };
  await Promise.all(kindNames.filter((name) => !left.includes(name)).map(watch));

  return {
    take() {
      if (changed.size === 0) return null;
      for (const name of changed) {
        const source = informers.get(name);
        if (source === undefined) continue;
        const { informer, apiVersion, kind } = source;
        // Items of a list say neither version nor kind.
        view.set(
          name,
          [...informer.objects.values()].map((object) => ({ ...object, apiVersion, kind })),
        );
      }
      changed.clear();
      return new Map(view);
    },
    async seen(applied) {
      for (const { kind, object } of applied) {
        const held = () => informers.get(kind)?.informer.objects.get(keyOf(object))?.metadata.resourceVersion;
        while (Number(held() ?? 0) < Number(object.metadata.resourceVersion) && !options.signal.aborted) {
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }
    },
  };
}
