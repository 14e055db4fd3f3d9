import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program of Debian's package `prometheus`; null where PATH has none. */
export function findProgram(name: 'prometheus' | 'promtool'): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder; the next one is tried.
    }
  }
  return null;
}

/** The same, or an error that says the cure. */
export function requireProgram(name: 'prometheus' | 'promtool'): string {
  const path = findProgram(name);
  if (path !== null) return path;
  throw new Error(
    `${name} is not in PATH. A real Prometheus is needed here: apt-get install prometheus, or leave out --prometheus.`,
  );
}
