import { expect, test } from 'vitest';
import { lastWritten } from './last-written.ts';

test('who wrote, the newest first, each once; status writers do not count', () => {
  const entry = (manager: string, time: string, subresource?: string) => ({ manager, time, subresource });
  expect(
    lastWritten({
      name: 'cart',
      managedFields: [
        entry('helm', '1970-01-01T00:00:10Z'),
        entry('kubectl-edit', '1970-01-01T00:00:20Z'),
        entry('kubectl-edit', '1970-01-01T00:00:05Z'),
        entry('pilot-discovery', '1970-01-01T00:00:30Z', 'status'),
        entry('odd', 'yesterday'),
      ],
    }),
  ).toEqual([
    { by: 'kubectl-edit', at: 20 },
    { by: 'helm', at: 10 },
  ]);
  expect(lastWritten({ name: 'cart' })).toEqual([]);
});
