// What every entry point needs before it can start. Plain JavaScript for Node 20 and newer: in a fresh clone the host's Node
// runs this, and Node 24 comes with the packages that it installs.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const bin = path.join(root, 'node_modules', '.bin');
export const node24 = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** Says one line on standard error, where progress goes; standard output is for results. */
export function say(line) {
  process.stderr.write(`weft: ${line}\n`);
}

/** Ends the process with one line that says what is wrong and what to do. */
export function fail(line, code = 2) {
  say(line);
  process.exit(code);
}

/** The environment of every child: Node 24 and the project's tools first, nothing sent to anybody. */
export function childEnv(extra = {}) {
  return {
    ...process.env,
    PATH: [bin, path.dirname(node24), process.env.PATH].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    ...extra,
  };
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Runs a command to its end; its output goes to standard error. Returns the exit code. */
export function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: root, env: childEnv(env), stdio: ['ignore', 2, 2] });
  return done.status ?? 1;
}

/** Whether somebody's own `npm ci` left what the lock file asks for: npm lists what it installed in a file of its own. */
function installedByHand() {
  const packagesOf = (file) => JSON.parse(read(path.join(root, file)) || '{}').packages ?? {};
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  );
}

/** Installs the locked packages when they are missing or the lock file has changed, and checks that Node 24 came with them. */
export function ensureInstalled() {
  const stamp = path.join(root, 'node_modules', '.weft-lock');
  const lock = hashOf(path.join(root, 'package-lock.json'));
  if (read(stamp) !== lock && installedByHand()) writeFileSync(stamp, lock);
  if (read(stamp) !== lock) {
    say('installing packages (npm ci)');
    const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (done.status !== 0)
      fail('npm ci failed. See its lines above; with the network back, run the same command again.', 1);
    writeFileSync(stamp, lock);
  }
  const version = spawnSync(node24, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  if (!version.startsWith('v24.')) {
    fail(
      `Node 24 did not come with the packages (found ${version.trim() || 'none'}). Delete node_modules and run the same command again, without --ignore-scripts.`,
    );
  }
}

/** Makes `generated/` from the installed packages; quick when nothing has changed. */
export function ensureGenerated() {
  if (run(node24, ['scripts/generate.ts']) !== 0)
    fail('The schemas could not be generated. See the lines above.', 1);
}

const built = ['app', 'components', 'lib', 'server', 'public', 'generated'];
const builtFiles = [
  'package-lock.json',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'proxy.ts',
  'instrumentation.ts',
];

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(at);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield at;
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  const files = [
    ...built.flatMap((f) => [...filesBelow(path.join(root, f))]),
    ...builtFiles.map((f) => path.join(root, f)),
  ];
  for (const file of files.filter((f) => existsSync(f) && statSync(f).isFile()))
    hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

/** Builds the server for production unless the last build was made from the same sources. */
export async function ensureBuilt() {
  const stamp = path.join(root, '.next', '.weft-build');
  const hash = sourceHash();
  if (read(stamp) === hash) return;
  say('building (next build)');
  const child = spawn(node24, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    env: childEnv(),
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) fail('The build failed. See the lines above.', 1);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
