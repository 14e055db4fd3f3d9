import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type KeyMatch, type SecretFacts, secretFacts, withoutSecret } from '#lib/k8s/secret-facts.ts';
import { credentialsOfGateway, credentialsOfListeners } from '#lib/mesh/named-credentials.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Clock } from '#server/context.ts';
import type { KubeClient } from './client.ts';
import { asKubeFailure } from './kube-failure.ts';
import { asObject } from './list.ts';
import type { SnapshotStore } from './store.ts';

interface CredentialWatch {
  readonly client: KubeClient;
  readonly store: SnapshotStore;
  readonly clusterOf: () => ClusterSnapshot;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Certificates are renewed days before they end: looking this often, in milliseconds, is often enough. */
const everyMs = 300_000;
/** What Gateways name changes in bursts; in milliseconds. */
const settleMs = 1000;
const atOnce = 4;
const most = 500;

/**
 * Keeps the store told of what the Secrets say that Gateways name. Only those are asked for, one by one with the server's own
 * identity, so that a right on single names is enough; their values are read for names and dates and forgotten at once. A Secret
 * that may not be read is told of as such. Ends with `signal`.
 */
export async function watchCredentials(watch: CredentialWatch): Promise<void> {
  const { store, clusterOf, clock, signal } = watch;
  let wake = new AbortController();
  let read = '';
  const end = store.subscribe(() => {
    if (namesIn(clusterOf()).join('\n') !== read) wake.abort();
  });
  while (!signal.aborted) {
    wake = new AbortController();
    const names = namesIn(clusterOf());
    read = names.join('\n');
    const facts = await readAll(watch, names);
    if (signal.aborted) break;
    if (changed(clusterOf().credentials, facts)) store.setCredentials(facts);
    await clock.after(everyMs, AbortSignal.any([signal, wake.signal]));
    if (wake.signal.aborted) await clock.after(settleMs, signal);
  }
  end();
}

/** `namespace/name` of what Gateways name, in order. */
function namesIn(cluster: ClusterSnapshot): readonly string[] {
  const named = [
    ...[...objects(cluster, 'Gateway')].flatMap((gateway) => credentialsOfGateway(cluster, gateway)),
    ...[...objects(cluster, 'K8sGateway')].flatMap(credentialsOfListeners),
  ];
  return [...new Set(named.map(({ namespace, name }) => `${namespace}/${name}`))].sort().slice(0, most);
}

async function readAll(watch: CredentialWatch, names: readonly string[]): Promise<Map<string, SecretFacts>> {
  const found = new Map<string, SecretFacts>();
  const waiting = names[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const name of waiting) {
        found.set(name, await readOne(watch, name));
      }
    }),
  );
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readOne({ client, clock, signal }: CredentialWatch, at: string): Promise<SecretFacts> {
  const [namespace = '', name = ''] = at.split('/');
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(name)}`;
  try {
    const object = asObject((await client.request({ path, signal })).body);
    if (object === null)
      return withoutSecret(namespace, name, { state: 'not-read', reason: 'The answer is not a Secret.' });
    return secretFacts(object, clock.now(), keyFits);
  } catch (cause) {
    const { status, message } = asKubeFailure(cause);
    return withoutSecret(
      namespace,
      name,
      status === 404 ? { state: 'absent' } : { state: 'not-read', reason: message },
    );
  }
}

const keyFits: KeyMatch = (certificate, key) => {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    // A key that cannot be read does not serve either, but neither does a form of key that only this reader lacks.
    return null;
  }
};

const changed = (before: ClusterSnapshot['credentials'], now: ReadonlyMap<string, SecretFacts>): boolean =>
  before === undefined || JSON.stringify([...before]) !== JSON.stringify([...now]);
