import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDemo, stopDemo } from './support/start-demo.ts';

/** Ids of all processes below `pid`. */
function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    table.filter(([, p]) => p === parent).flatMap(([child = 0]) => [child, ...below(child)]);
  return below(pid);
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('Ctrl-C closes the streams and stops every process within 3 s @built-in', async () => {
  test.setTimeout(120_000);
  const dir = mkdtempSync(path.join(tmpdir(), 'weft-life-'));
  const demo = await startDemo(['--mesh', 'bookinfo', '--dir', dir]);
  // What `ps` reads while processes come and go may be a part of them.
  await expect.poll(() => descendants(demo.child.pid ?? 0).length).toBeGreaterThanOrEqual(2);
  const pids = descendants(demo.child.pid ?? 0);
  const ended = new Promise<void>((resolve) => {
    httpGet(`${demo.url}/api/v1/stream?window=300`, (answer) => {
      answer.on('data', () => {});
      answer.on('close', resolve);
    });
  });
  const took = await stopDemo(demo);
  await ended;
  expect(took).toBeLessThan(4000);
  await expect.poll(() => pids.filter(alive)).toEqual([]);
  rmSync(dir, { recursive: true, force: true });
});
