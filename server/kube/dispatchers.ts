import type { RequestOptions } from 'node:https';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { KubeFailure } from './kube-failure.ts';

type Tls = Pick<
  RequestOptions,
  'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'rejectUnauthorized' | 'servername'
>;

/**
 * Connection pools to one API server. A pool is made anew when the credentials of the connection change (an exec plugin
 * renews a client certificate); requests for a viewer share one that shows no client certificate.
 */
export class DispatcherCache {
  readonly #pools = new Map<string, { readonly key: string; readonly pool: Dispatcher }>();
  readonly #proxyUrl: string | null;

  constructor(proxyUrl: string | null) {
    this.#proxyUrl = proxyUrl;
  }

  for(options: RequestOptions, own: boolean): Dispatcher {
    const { ca, rejectUnauthorized, servername } = options;
    const trust: Tls = { ca, rejectUnauthorized, servername };
    const { cert, key: privateKey, pfx, passphrase } = options;
    const tls: Tls = own ? { ...trust, cert, key: privateKey, pfx, passphrase } : trust;
    const slot = own ? 'own' : 'viewer';
    const key = JSON.stringify(tls, (_, value) =>
      Buffer.isBuffer(value) ? value.toString('base64') : value,
    );
    const known = this.#pools.get(slot);
    if (known?.key === key) return known.pool;
    // The old pool finishes what runs on it: watches reconnect in their own time.
    void known?.pool.close();
    const pool = createPool(this.#proxyUrl, defined(tls));
    this.#pools.set(slot, { key, pool });
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.destroy()));
  }
}

function createPool(proxyUrl: string | null, tls: Tls): Dispatcher {
  // undici's own connection type has the same fields as Node's TLS options.
  const connect = {
    ...tls,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    timeout: 10_000,
  } as Agent.Options['connect'];
  if (proxyUrl === null) return new Agent({ connect });
  if (!/^https?:/.test(proxyUrl)) {
    throw new KubeFailure(
      null,
      `The kubeconfig's proxy-url ${proxyUrl} is not an HTTP proxy: only those are supported.`,
    );
  }
  return new ProxyAgent({ uri: proxyUrl, requestTls: tls as ProxyAgent.Options['requestTls'] });
}

const defined = (tls: Tls): Tls =>
  Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
