import type { QueryClient } from '@tanstack/react-query';
import type { StreamEvent } from '#lib/api/stream-contract.ts';

/** What an answer tells of and grows old with: traffic measured anew, objects that changed, sources that came or went. */
export type Followed = 'traffic' | 'objects' | 'sources';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly follows?: readonly Followed[] };
  }
}

const toldBy: Readonly<Record<StreamEvent['type'], Followed | null>> = {
  graph: 'traffic',
  snapshot: 'objects',
  status: 'sources',
  hello: null,
};

/** Makes every answer old that follows anything: what was told while nobody listened is not known. */
export function renewAllFollowers(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ meta }) => (meta?.follows?.length ?? 0) > 0 });
}

/**
 * Makes the answers old that follow what an event tells of; those on the page are asked for again. What changed between an answer
 * and the opening of the stream was told to nobody: answers that no measurement will renew are asked for once more.
 */
export function renewFollowers(client: QueryClient, { type }: StreamEvent): void {
  const told = toldBy[type];
  const isOld = (follows: readonly Followed[]) =>
    told === null ? follows.includes('objects') && !follows.includes('traffic') : follows.includes(told);
  void client.invalidateQueries({ predicate: ({ meta }) => isOld(meta?.follows ?? []) });
}
