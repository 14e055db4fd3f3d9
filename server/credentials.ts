import { readFile } from 'node:fs/promises';
import type { Clock } from './context.ts';
import type { BackendSettings } from './settings.ts';

/** How long a token read from a file is used before the file is read again: projected tokens rotate. */
const reread = 5_000;

/**
 * Gives the headers of a request: credentials and whatever the settings add. `unreadable` makes the error of a token file that
 * cannot be read.
 */
export function createCredentials(
  settings: Pick<BackendSettings, 'auth' | 'headers'>,
  clock: Pick<Clock, 'now'>,
  unreadable: (path: string, cause: unknown) => Error,
): () => Promise<Record<string, string>> {
  let file: { readonly token: string; readonly readAt: number } | null = null;

  async function fromFile(path: string): Promise<string> {
    if (file !== null && clock.now() - file.readAt < reread) return file.token;
    try {
      file = { token: (await readFile(path, 'utf8')).trim(), readAt: clock.now() };
      return file.token;
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  return async () => {
    const { auth, headers } = settings;
    switch (auth.kind) {
      case 'none':
        return { ...headers };
      case 'bearer':
        return { ...headers, authorization: `Bearer ${auth.token}` };
      case 'bearer-file':
        return { ...headers, authorization: `Bearer ${await fromFile(auth.path)}` };
      case 'basic': {
        const pair = Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64');
        return { ...headers, authorization: `Basic ${pair}` };
      }
    }
  };
}
