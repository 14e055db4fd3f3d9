import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

const cluster = 'weft-demo';

/** Writes `dir/kubeconfig` with a context for each user, the first one current; returns its path. */
export async function writeKubeconfig(
  dir: string,
  server: { url: string; caPem: string; tokens: Readonly<Record<string, string>> },
): Promise<string> {
  const users = Object.keys(server.tokens);
  const ca = Buffer.from(server.caPem).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': users[0] ?? '',
    clusters: [{ name: cluster, cluster: { server: server.url, 'certificate-authority-data': ca } }],
    contexts: users.map((user) => ({ name: user, context: contextOf(user) })),
    users: users.map((user) => ({ name: user, user: { token: server.tokens[user] } })),
  };
  const path = join(dir, 'kubeconfig');
  // Renamed into place: a client that reads it meanwhile sees the old or the new one, never half of it.
  await writeFile(`${path}.new`, stringify(config), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return path;
}

/** The developers' contexts start in their namespace. */
const contextOf = (user: string) => ({
  cluster,
  user,
  ...(user.startsWith('shop-') ? { namespace: 'shop' } : {}),
});
