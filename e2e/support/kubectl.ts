import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fromSetup } from './api.ts';

const exec = promisify(execFile);

/** Runs kubectl against the demo mesh and resolves with what it printed. */
export async function kubectl(...args: string[]): Promise<string> {
  const { stdout } = await exec('kubectl', ['--kubeconfig', fromSetup('WEFT_KUBECONFIG'), ...args]);
  return stdout;
}

/** Applies a manifest as `kubectl apply` does, which leaves the last-applied annotation. */
export const applyWithKubectl = (manifest: string, ...args: string[]): Promise<void> =>
  withFile(manifest, 'apply', ...args);

/** Puts an object in the place of the one of its name, whatever that has become. */
export const replaceWithKubectl = (manifest: string): Promise<void> => withFile(manifest, 'replace');

async function withFile(manifest: string, ...args: string[]): Promise<void> {
  const running = exec('kubectl', ['--kubeconfig', fromSetup('WEFT_KUBECONFIG'), ...args, '--filename', '-']);
  running.child.stdin?.end(manifest);
  await running;
}

/** Switches a story of the demo on or off, as its control page does. */
export async function incident(name: string, on: boolean): Promise<void> {
  const url = fromSetup('WEFT_CONTROL_URL');
  const answer = await fetch(new URL(`/incidents/${name}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify({ on }),
  });
  if (!answer.ok) throw new Error(`incident ${name}: ${answer.status} ${await answer.text()}`);
}
