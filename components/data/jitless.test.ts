import { expect, test, vi } from 'vitest';

test('a zod that is loaded later compiles nothing', async () => {
  vi.resetModules();
  await import('./jitless.ts');
  const { z } = await import('zod');
  expect(z.config().jitless).toBe(true);
});
