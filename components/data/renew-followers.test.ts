import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { StreamEvent } from '#lib/api/stream-contract.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { type Followed, renewAllFollowers, renewFollowers } from './renew-followers.ts';

const answers: Readonly<Record<string, readonly Followed[] | undefined>> = {
  edge: ['traffic', 'objects'],
  incidents: ['traffic'],
  object: ['objects'],
  status: ['objects', 'sources'],
  'of a moment that is over': [],
  'of nothing live': undefined,
};
const now = epochSeconds.parse(1000);
const events: readonly StreamEvent[] = [
  { type: 'graph', window: seconds.parse(60), at: now, snapshotVersion: 1 },
  { type: 'snapshot', version: 2 },
  { type: 'status' },
  { type: 'hello', now },
];

async function answered(): Promise<QueryClient> {
  const client = new QueryClient();
  for (const [name, follows] of Object.entries(answers))
    await client.prefetchQuery({
      queryKey: [name],
      queryFn: () => name,
      ...(follows === undefined ? {} : { meta: { follows } }),
    });
  return client;
}

const old = (client: QueryClient) =>
  client
    .getQueryCache()
    .getAll()
    .filter(({ state }) => state.isInvalidated)
    .map(({ queryKey }) => queryKey[0]);

test('whatever follows something is old after nobody listened for a while', async () => {
  const client = await answered();
  renewAllFollowers(client);
  expect(old(client)).toEqual(['edge', 'incidents', 'object', 'status']);
});

test.each([
  ['graph', ['edge', 'incidents']],
  ['snapshot', ['edge', 'object', 'status']],
  ['status', ['status']],
  ['hello', ['object', 'status']],
] as const)('%s makes old what follows it, and nothing else', async (type, expected) => {
  const client = await answered();
  const event = events.find((one) => one.type === type);
  if (event === undefined) throw new Error(`no event ${type}`);
  renewFollowers(client, event);
  expect(old(client)).toEqual(expected);
});
