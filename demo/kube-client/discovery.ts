import { z } from 'zod';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import type { KubeClient } from './kube-client.ts';
import { isKubeError } from './kube-error.ts';

const resourceList = z.object({ resources: z.array(z.object({ name: z.string() })) });

/** A kind as one API server serves it: the version to use and its paths. */
export interface Resource {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespaced: boolean;
  /** The collection over all namespaces. */
  readonly listPath: string;
  /** The collection of a namespace (ignored for cluster-scoped kinds). */
  collection(namespace: string | undefined): string;
  item(namespace: string | undefined, name: string): string;
}

/** Finds the version of a kind that the server serves, first of its preferred ones; null where it serves none. */
export interface Discovery {
  resource(kind: KindName): Promise<Resource | null>;
}

/** Asks each group and version once and remembers the answer. */
export function createDiscovery(client: KubeClient): Discovery {
  const served = new Map<string, Promise<ReadonlySet<string>>>();

  const resourcesOf = (groupPath: string): Promise<ReadonlySet<string>> => {
    const known = served.get(groupPath);
    if (known !== undefined) return known;
    const asked = askResources(client, groupPath);
    served.set(groupPath, asked);
    asked.catch(() => served.delete(groupPath));
    return asked;
  };

  return {
    async resource(kind) {
      const { group, versions, plural } = kinds[kind];
      for (const version of versions) {
        const groupPath = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
        if ((await resourcesOf(groupPath)).has(plural)) return resourceAt(kind, version);
      }
      return null;
    },
  };
}

async function askResources(client: KubeClient, groupPath: string): Promise<ReadonlySet<string>> {
  try {
    const answer = resourceList.parse(await client.request('GET', groupPath));
    return new Set(answer.resources.map((resource) => resource.name));
  } catch (error) {
    if (isKubeError(error, 404)) return new Set();
    throw error;
  }
}

/** The resource of a kind in a given version, without asking the server. */
export function resourceAt(name: KindName, version: string): Resource {
  const { group, kind, plural, namespaced } = kinds[name];
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const collection = (namespace: string | undefined) =>
    namespaced && namespace !== undefined ? `${root}/namespaces/${namespace}/${plural}` : `${root}/${plural}`;
  return {
    kind,
    apiVersion: group === '' ? version : `${group}/${version}`,
    namespaced,
    listPath: `${root}/${plural}`,
    collection,
    item: (namespace, objectName) => `${collection(namespace)}/${encodeURIComponent(objectName)}`,
  };
}
