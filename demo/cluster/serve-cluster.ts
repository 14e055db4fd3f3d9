import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { bootstrap } from './bootstrap.ts';
import type { ClusterState, PodAnswer, PodLog, PodName } from './cluster-state.ts';
import { handleRequest } from './http/handle-request.ts';
import { handleUpgrade } from './http/handle-upgrade.ts';
import { loadResourceTypes } from './schema/built-in-types.ts';
import { ObjectStore } from './storage/object-store.ts';
import { OwnerIndex } from './storage/owner-index.ts';
import { type CertificateAuthority, loadAuthority } from './tls/certificate-authority.ts';
import { loadTokens, usersByToken } from './tls/demo-users.ts';
import { writeKubeconfig } from './tls/write-kubeconfig.ts';
import { TypeRegistry } from './types/type-registry.ts';

export interface ClusterOptions {
  /** Where the CA, the tokens and the kubeconfig are kept, readable by their owner only. */
  dir: string;
  /** 0, the default: a free one. */
  port?: number;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** What a container logged; null for one without a log. */
  podLogs?: (pod: PodName, container: string) => PodLog | null;
  /** Answers HTTP over port-forward; null when nothing listens on the port. */
  podAdmin?: (pod: PodName, port: number, path: string) => PodAnswer | null;
  /** How many events are kept for watches to resume from (5000); an older version is answered with 410. */
  watchWindow?: number;
  /** Milliseconds between the bookmarks of a watch (60000). */
  bookmarkInterval?: number;
}

export interface EmbeddedCluster {
  url: string;
  caPem: string;
  kubeconfigPath: string;
  /** Issues further server certificates that `caPem` vouches for. */
  ca: CertificateAuthority;
  /** Ends every watch and connection, and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts the demo's Kubernetes API on loopback.
 * @throws Error when the port is taken or `dir` cannot be written
 */
export async function serveCluster(options: ClusterOptions): Promise<EmbeddedCluster> {
  const ca = await loadAuthority(options.dir);
  const tokens = await loadTokens(options.dir);
  const state = clusterState(options, tokens);
  bootstrap(state);
  const { certPem, keyPem } = await ca.issue(['127.0.0.1', '::1', 'localhost', 'kubernetes.default.svc']);
  const closing = new AbortController();
  const server = createServer({ cert: certPem, key: keyPem, ALPNProtocols: ['http/1.1'] });
  server.on('request', (incoming, response) => {
    handleRequest(state, incoming, response, closing.signal).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.on('upgrade', (incoming, socket, head) => handleUpgrade(state, incoming, socket, head));
  // Watches last for half an hour and longer; a limit on whole requests would cut them.
  server.requestTimeout = 0;
  // Go clients keep idle connections for 90 s: the side that waits longer is the one that never closes under a request.
  server.keepAliveTimeout = 180_000;
  const url = await listen(server, options.port ?? 0);
  const kubeconfigPath = await writeKubeconfig(options.dir, { url, caPem: ca.caPem, tokens });
  return { url, caPem: ca.caPem, kubeconfigPath, ca, close: () => close(server, closing) };
}

function clusterState(options: ClusterOptions, tokens: Record<string, string>): ClusterState {
  const store = new ObjectStore({
    watchWindow: options.watchWindow ?? 5000,
    // Versions start from the clock, a hundred a second: those of an earlier process are then too old, never too new.
    firstVersion: Math.max(1, Math.floor(options.clock() / 10)),
  });
  return {
    store,
    owners: new OwnerIndex(store),
    types: new TypeRegistry(loadResourceTypes()),
    clock: options.clock,
    users: usersByToken(tokens),
    tokenKey: randomBytes(32),
    podLogs: options.podLogs ?? null,
    podAdmin: options.podAdmin ?? null,
    bookmarkInterval: options.bookmarkInterval ?? 60_000,
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`https://127.0.0.1:${addressOf(server).port}`);
    });
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address;
}

function close(server: Server, closing: AbortController): Promise<void> {
  closing.abort('closed');
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
