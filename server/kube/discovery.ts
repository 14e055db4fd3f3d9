import { z } from 'zod';
import { type KindName, kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { ServedKind } from './api-path.ts';
import type { KubeClient } from './client.ts';
import { asKubeFailure } from './kube-failure.ts';

const groupList = z.object({
  groups: z.array(z.object({ name: z.string(), versions: z.array(z.object({ version: z.string() })) })),
});
const resourceList = z.object({
  resources: z.array(z.object({ name: z.string(), verbs: z.array(z.string()) })),
});

/** Kinds by whether and how they are served. A kind whose group could not be asked is in neither. */
export interface Discovery {
  readonly served: ReadonlyMap<KindName, ServedKind>;
  readonly absent: ReadonlySet<KindName>;
}

/**
 * Asks which version of each kind the API server serves, in the kinds' order of preference. Throws KubeFailure when the
 * server cannot be asked at all; one group that fails (its own server is down) leaves only its kinds undecided.
 */
export async function discover(client: KubeClient, signal: AbortSignal): Promise<Discovery> {
  const answer = await client.request({ path: '/apis', signal });
  const groups = new Map(
    groupList.parse(answer.body).groups.map((g) => [g.name, new Set(g.versions.map((v) => v.version))]),
  );
  groups.set('', new Set(['v1']));
  const wanted = new Set<string>();
  for (const name of kindNames) {
    const { group, versions } = kinds[name];
    for (const version of versions) if (groups.get(group)?.has(version)) wanted.add(`${group}/${version}`);
  }
  const entries = [...wanted].map(async (id) => [id, await resourcesOf(client, id, signal)] as const);
  return decide(new Map(await Promise.all(entries)));
}

/** Resources that can be watched, by plural; null when the group version did not answer. */
async function resourcesOf(
  client: KubeClient,
  id: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const path = id.startsWith('/') ? `/api${id}` : `/apis/${id}`;
  try {
    const { body } = await client.request({ path, signal });
    const { resources } = resourceList.parse(body);
    return new Set(resources.filter((r) => r.verbs.includes('watch')).map((r) => r.name));
  } catch (cause) {
    return asKubeFailure(cause).status === 404 ? new Set() : null;
  }
}

function decide(resources: ReadonlyMap<string, ReadonlySet<string> | null>): Discovery {
  const served = new Map<KindName, ServedKind>();
  const absent = new Set<KindName>();
  for (const name of kindNames) {
    const { group, versions, plural, namespaced } = kinds[name];
    const version = versions.find((v) => resources.get(`${group}/${v}`)?.has(plural));
    if (version !== undefined) served.set(name, { group, version, plural, namespaced });
    else if (versions.every((v) => resources.get(`${group}/${v}`) !== null)) absent.add(name);
  }
  return { served, absent };
}
