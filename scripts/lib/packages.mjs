// What the gate needs of the machine besides npm packages: Debian's browser, Prometheus and kubectl.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { say } from './project.mjs';

const wanted = [
  { command: 'chromium', debian: 'chromium', for: 'the browser tests' },
  { command: 'prometheus', debian: 'prometheus', for: 'the tests against a real Prometheus' },
  { command: 'postgres', debian: 'postgresql', for: 'the history tests against PostgreSQL' },
  { command: 'kubectl', debian: 'kubernetes-client', for: 'the tests with kubectl' },
];

// Debian keeps PostgreSQL's programs out of PATH, a folder for each version.
const debianPostgres = '/usr/lib/postgresql';
const folders = () => [
  ...(process.env.PATH ?? '').split(':'),
  ...(existsSync(debianPostgres) ? readdirSync(debianPostgres).map((v) => `${debianPostgres}/${v}/bin`) : []),
];
const has = (command) => folders().some((dir) => existsSync(`${dir}/${command}`));

/** Installs what is missing when this process may; says what is missing and what that costs when it may not. Returns the names still missing. */
export function ensurePackages() {
  const missing = wanted.filter((w) => !has(w.command));
  if (missing.length === 0) return [];
  const names = missing.map((m) => m.debian);
  if (process.getuid?.() === 0 && has('apt-get')) {
    say(`installing ${names.join(', ')} (apt-get)`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['-qq', 'update'], { env, stdio: ['ignore', 2, 2] });
    // Debian starts a Prometheus of its own on 9090 at once; a policy of "no services" keeps the machine as it was.
    spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...names], {
      env: { ...env, RUNLEVEL: '1' },
      stdio: ['ignore', 2, 2],
    });
  }
  for (const m of missing.filter((w) => !has(w.command)))
    say(`${m.command} is missing: ${m.for} cannot run. Install it: apt-get install ${m.debian}`);
  return missing.filter((w) => !has(w.command)).map((m) => m.command);
}
