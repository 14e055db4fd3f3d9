import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type WatchEvent, watchEvents } from './watch-events.ts';

const line = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`;
const pod = (name: string, resourceVersion: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, resourceVersion, annotations: { note: 'grün ☘ 🧵' } },
});

async function decode(chunks: readonly Uint8Array[]): Promise<WatchEvent[]> {
  async function* stream() {
    yield* chunks;
  }
  const events: WatchEvent[] = [];
  for await (const event of watchEvents(stream())) events.push(event);
  return events;
}

const text =
  line('ADDED', pod('a', '1')) +
  line('MODIFIED', pod('a', '2')) +
  line('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '7' } }) +
  line('DELETED', pod('a', '8'));

test('lines are put together wherever the chunks end, inside a character too', async () => {
  const bytes = new TextEncoder().encode(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const events = await decode(at.slice(1).map((end, i) => bytes.subarray(at[i], end)));
      expect(events.map(({ type, resourceVersion }) => `${type} ${resourceVersion}`)).toEqual([
        'upsert 1',
        'upsert 2',
        'bookmark 7',
        'delete 8',
      ]);
      expect(events[0]?.type === 'upsert' && events[0].object.metadata.annotations?.note).toBe('grün ☘ 🧵');
    }),
  );
});

test('an unfinished last line is dropped', async () => {
  expect(await decode([new TextEncoder().encode(text.slice(0, -5))])).toHaveLength(3);
});

test('an ERROR event is thrown with its code', async () => {
  const error = line('ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' });
  await expect(decode([new TextEncoder().encode(error)])).rejects.toMatchObject({
    status: 410,
    reason: 'Expired',
  });
});

test.each(['nonsense', '{"type":"ADDED"}', '{"type":"ADDED","object":{"metadata":{}}}'])(
  '%s is an error',
  async (bad) => {
    await expect(decode([new TextEncoder().encode(`${bad}\n`)])).rejects.toMatchObject({ status: null });
  },
);
