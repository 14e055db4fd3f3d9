import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './security-headers.ts';

test('scripts run by nonce alone; only development may eval', () => {
  const policy = contentSecurityPolicy('abc', false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toContain('unsafe-inline');
  expect(contentSecurityPolicy('abc', true)).toContain("'unsafe-eval'");
});
