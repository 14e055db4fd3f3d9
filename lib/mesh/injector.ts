import { z } from 'zod';
import type { ConfigMap } from '#lib/k8s/workload-types.ts';
import { derive } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What the injector of a revision does. */
export interface Injector {
  /** Whether it injects pods of namespaces that say nothing. */
  readonly byDefault: boolean;
  /** The image of the proxies it injects; null where it does not say. */
  readonly image: string | null;
}

const values = z.object({
  sidecarInjectorWebhook: z
    .object({ enableNamespacesByDefault: z.boolean().catch(false) })
    .catch({ enableNamespacesByDefault: false }),
  global: z
    .object({
      hub: z.string().catch(''),
      tag: z.coerce.string().catch(''),
      proxy: z.object({ image: z.string() }),
    })
    .nullable()
    .catch(null),
});

const prefix = 'istio-sidecar-injector';

const injectors: (cluster: ClusterSnapshot) => ReadonlyMap<string, Injector> = derive(
  ['ConfigMap'],
  (cluster) =>
    new Map(
      [...objects(cluster, 'ConfigMap')]
        .filter(({ metadata }) => metadata.name.startsWith(prefix))
        .map((map) => [map.metadata.name, injectorOf(map)]),
    ),
);

/** The injector of a revision (empty for the default one), or null where its configuration cannot be seen. */
export function injectorOfRevision(cluster: ClusterSnapshot, revision: string): Injector | null {
  const name = revision === '' || revision === 'default' ? prefix : `${prefix}-${revision}`;
  return injectors(cluster).get(name) ?? null;
}

function injectorOf(map: ConfigMap): Injector {
  const parsed = values.safeParse(parseJson(map.data?.values ?? '{}'));
  if (!parsed.success) return { byDefault: false, image: null };
  const { global, sidecarInjectorWebhook } = parsed.data;
  return { byDefault: sidecarInjectorWebhook.enableNamespacesByDefault, image: imageOf(global) };
}

function imageOf(global: z.infer<typeof values>['global']): string | null {
  if (global === null) return null;
  const { hub, tag, proxy } = global;
  return proxy.image.includes('/') ? proxy.image : `${hub}/${proxy.image}:${tag}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
