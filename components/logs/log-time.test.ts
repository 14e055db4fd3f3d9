import { expect, test } from 'vitest';
import { logTime } from './log-time.ts';

test('the milliseconds stand behind the second, three digits of them', () => {
  expect(logTime(1_767_607_257_045.7)).toMatch(/^\d\d:\d\d:57\.045$/);
});
