import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

/** What a process that logs `record` writes: the log goes to standard output, which the test runner keeps for itself. */
function logged(record: string): string {
  const code = `import { createLogger } from './server/log.ts'; createLogger('info').info(${record}, 'said');`;
  const root = path.resolve(import.meta.dirname, '..');
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  return done.stdout;
}

test('credentials are redacted wherever they stand', () => {
  const text = logged(`{
    token: 'hunter2',
    viewer: { token: 'hunter2', user: 'ann' },
    request: { headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' } },
    auth: { password: 'hunter2' },
  }`);
  expect(text).not.toContain('hunter2');
  expect(JSON.parse(text)).toMatchObject({ level: 'info', msg: 'said', viewer: { user: 'ann' } });
});
