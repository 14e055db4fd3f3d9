import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..');

/** A breach of each wall: the file that commits it, what it imports, and the rule that must say so. */
const breaches: readonly [file: string, imports: string, rule: string][] = [
  ['lib/core/up.ts', '#lib/graph/target.ts', 'lib-core'],
  ['lib/mesh/up.ts', '../api/target.ts', 'lib-mesh'],
  ['lib/graph/type-only.ts', 'type:#lib/diagnosis/target.ts', 'lib-graph'],
  ['lib/prom/out.ts', '#server/target.ts', 'lib-rooms-only'],
  ['lib/health/node.ts', 'node:fs', 'lib-is-pure'],
  ['lib/url/react.ts', 'react', 'lib-no-framework'],
  ['components/ui/server.tsx', '#server/target.ts', 'components'],
  ['components/ui/fs.ts', 'node:fs', 'components-no-node'],
  ['components/tables/draws.ts', 'cytoscape', 'cytoscape'],
  ['server/kube/ui.ts', '#components/target.ts', 'server'],
  ['server/kube/react.ts', 'react', 'server-no-react'],
  ['demo/cluster/server.ts', '#server/target.ts', 'demo'],
  ['server/http/app.ts', '../../app/target.ts', 'nobody-imports-app'],
  ['cli/demo.ts', '#demo/target.ts', 'nobody-imports-demo'],
  ['app/bench.ts', '../bench/target.ts', 'app'],
  ['e2e/lib-door.ts', '#server/target.ts', 'front-door'],
  ['cli/ui.ts', '#components/target.ts', 'cli'],
  ['conformance/mesh.ts', '#demo/target.ts', 'conformance'],
  ['server/queries/corpus.ts', '../../conformance/target.ts', 'nobody-imports-conformance'],
  ['lib/format/circle-a.ts', './circle-b.ts', 'no-circles'],
];

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let dir = '';
let found: Set<string>;

const importing = (what: string) =>
  what.startsWith('type:')
    ? `import type { T } from '${what.slice(5)}';
export type X = T;
`
    : `import * as x from '${what}';
export const y = x;
`;

function plant(file: string, text: string) {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  writeFileSync(path.join(dir, file), text);
}

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'weft-walls-'));
  for (const file of [
    '.dependency-cruiser.cjs',
    'tsconfig.json',
    'package.json',
    'biome.json',
    'scripts/lint/pure-lib.grit',
  ]) {
    cpSync(path.join(root, file), path.join(dir, file), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(dir, 'node_modules'));
  for (const room of [
    'lib/graph',
    'lib/api',
    'lib/diagnosis',
    'server',
    'components',
    'demo',
    'app',
    'bench',
    'conformance',
  ]) {
    plant(`${room}/target.ts`, 'export type T = string;\nexport const target = 1;\n');
  }
  plant('lib/format/circle-b.ts', importing('./circle-a.ts'));
  for (const [file, what] of breaches) plant(file, importing(what));
  const rooms = ['app', 'bench', 'cli', 'components', 'conformance', 'demo', 'e2e', 'lib', 'server'];
  const done = spawnSync(
    'node_modules/.bin/depcruise',
    ['--config', '.dependency-cruiser.cjs', ...rooms, '--output-type', 'json'],
    {
      cwd: dir,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  found = new Set(
    report.parse(JSON.parse(done.stdout)).summary.violations.map((v) => `${v.from} ${v.rule.name}`),
  );
}, 60_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

test.each(breaches)('%s importing %s breaks the wall %s', (file, _, rule) => {
  expect([...found].filter((v) => v.startsWith(`${file} `))).toContain(`${file} ${rule}`);
});

test('a file that keeps to its room breaks no wall', () => {
  expect([...found].filter((v) => v.includes('/target.ts '))).toEqual([]);
});

test.each([
  'export const a = Date.now();',
  'export const a = Math.random();',
  'export const a = new Date();',
  "export const a = fetch('http://127.0.0.1');",
  'export const a = process.env.HOME;',
  'setTimeout(() => {}, 1);',
  "export type A = import('#lib/diagnosis/target.ts').T;",
])('lib is pure: %s is refused', (line) => {
  plant('lib/core/impure.ts', `${line}\n`);
  const args = ['lint', '--vcs-enabled=false', 'lib/core/impure.ts'];
  const done = spawnSync(path.join(root, 'node_modules/.bin/biome'), args, { cwd: dir, encoding: 'utf8' });
  expect(done.status, done.stderr).not.toBe(0);
});
