import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const named = z.object({ name: z.string() });
const cluster = z.object({
  server: z.url(),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().default(false),
  'tls-server-name': z.string().optional(),
});
const user = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});
const kubeconfig = z.object({
  'current-context': z.string().default(''),
  clusters: z.array(named.extend({ cluster })).default([]),
  contexts: z
    .array(named.extend({ context: z.object({ cluster: z.string(), user: z.string() }) }))
    .default([]),
  users: z.array(named.extend({ user })).default([]),
});

/** Where an API server is and as whom to speak to it. PEM texts, not paths. */
export interface ClusterAccess {
  readonly server: string;
  readonly context: string;
  readonly user: string;
  readonly ca: string | null;
  readonly insecure: boolean;
  readonly serverName: string | null;
  readonly token: string | null;
  readonly certificate: { readonly cert: string; readonly key: string } | null;
}

/** A kubeconfig that cannot be used; the message names the file and what to change. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
}

/**
 * Reads one context of a kubeconfig file: token, token file or client certificate; a CA or insecure-skip-tls-verify.
 * Throws KubeconfigError where the file, the context or its user cannot be used.
 */
export function readKubeconfig(path: string, context?: string): ClusterAccess {
  return accessFrom(readText(path), { folder: dirname(resolve(path)), path, context });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new KubeconfigError(
      `Cannot read the kubeconfig ${path}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function accessFrom(
  text: string,
  from: { folder: string; path: string; context: string | undefined },
): ClusterAccess {
  const parsed = kubeconfig.safeParse(parse(text));
  if (!parsed.success)
    throw new KubeconfigError(`${from.path} is not a kubeconfig: ${z.prettifyError(parsed.error)}`);
  const config = parsed.data;
  const wanted = from.context ?? config['current-context'];
  const context = find(config.contexts, wanted, 'context', from.path).context;
  const { cluster } = find(config.clusters, context.cluster, 'cluster', from.path);
  const { user } = find(config.users, context.user, 'user', from.path);
  if (user.exec !== undefined || user['auth-provider'] !== undefined) {
    throw new KubeconfigError(
      `User "${context.user}" of ${from.path} signs in through a plugin, which the demo does not run: use a context with a token or a client certificate`,
    );
  }
  const pem = (data: string | undefined, file: string | undefined): string | null => {
    if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
    return file === undefined ? null : readText(resolve(from.folder, file));
  };
  const cert = pem(user['client-certificate-data'], user['client-certificate']);
  const key = pem(user['client-key-data'], user['client-key']);
  return {
    server: cluster.server.replace(/\/$/, ''),
    context: wanted,
    user: context.user,
    ca: pem(cluster['certificate-authority-data'], cluster['certificate-authority']),
    insecure: cluster['insecure-skip-tls-verify'],
    serverName: cluster['tls-server-name'] ?? null,
    token: user.token ?? pem(undefined, user.tokenFile)?.trim() ?? null,
    certificate: cert !== null && key !== null ? { cert, key } : null,
  };
}

function find<T extends { name: string }>(list: readonly T[], name: string, what: string, path: string): T {
  const hit = list.find((item) => item.name === name);
  if (hit !== undefined) return hit;
  const known = list.map((item) => item.name).join(', ') || 'none';
  throw new KubeconfigError(`${path} has no ${what} "${name}". It has: ${known}`);
}
