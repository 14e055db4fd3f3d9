import { z } from 'zod';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { KubeClient } from './client.ts';
import { asKubeFailure, isExpired, KubeFailure } from './kube-failure.ts';

/** In which form an object is kept; null drops it. */
export type Keep = (object: KubeObject) => KubeObject | null;

/** What is kept of one collection as of one resource version. */
export interface Listing {
  readonly objects: readonly KubeObject[];
  readonly resourceVersion: string;
}

const page = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ resourceVersion: z.string().default(''), continue: z.string().optional() }),
  items: z.array(z.unknown()).nullable().default([]),
});

const objectShape = z.looseObject({ metadata: z.looseObject({ name: z.string() }) });

const pageSize = 500;
const pagedAttempts = 2;

/**
 * Lists a collection page by page; of each page only what `keep` makes of it outlives the page. A page that expires in
 * between (410) starts over, the last time without pages.
 */
export async function listAll(
  client: KubeClient,
  path: string,
  keep: Keep,
  signal: AbortSignal,
): Promise<Listing> {
  for (let attempt = 1; ; attempt++) {
    const limit = attempt <= pagedAttempts ? pageSize : null;
    try {
      return await listPages(client, path, limit, keep, signal);
    } catch (cause) {
      const failure = asKubeFailure(cause);
      if (!isExpired(failure) || attempt > pagedAttempts) throw failure;
    }
  }
}

async function listPages(
  client: KubeClient,
  path: string,
  limit: number | null,
  keep: Keep,
  signal: AbortSignal,
): Promise<Listing> {
  const objects: KubeObject[] = [];
  let next = '';
  let resourceVersion = '';
  do {
    const query = new URLSearchParams();
    if (limit !== null) query.set('limit', String(limit));
    if (next !== '') query.set('continue', next);
    const text = query.toString();
    const answer = await client.request({ path: text === '' ? path : `${path}?${text}`, signal });
    const parsed = page.safeParse(answer.body);
    if (!parsed.success)
      throw new KubeFailure(null, 'The API server answered a list in a form that is not a list.');
    // Items of a list carry neither kind nor apiVersion: the list's own say it.
    const type = { apiVersion: parsed.data.apiVersion, kind: parsed.data.kind.replace(/List$/, '') };
    for (const item of parsed.data.items ?? []) {
      const object = asObject(item, type);
      const kept = object === null ? null : keep(object);
      if (kept !== null) objects.push(kept);
    }
    resourceVersion = parsed.data.metadata.resourceVersion;
    next = parsed.data.metadata.continue ?? '';
  } while (next !== '');
  return { objects, resourceVersion };
}

/**
 * A Kubernetes object from JSON, or null where it has no name. The cast holds as far as the name was checked; the rest is
 * what the API server admitted, and our types leave every field below optional.
 */
export function asObject(value: unknown, type?: { apiVersion: string; kind: string }): KubeObject | null {
  const parsed = objectShape.safeParse(value);
  return parsed.success ? ({ ...type, ...parsed.data } as unknown as KubeObject) : null;
}
