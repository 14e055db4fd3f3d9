import type { KubeConfig } from '@kubernetes/client-node';
import { clusterId } from '#lib/core/ids.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { appliedKinds } from '#lib/validation/schema/applied-kinds.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import { systemClock } from '#server/clock.ts';
import { readKubeSettings } from '#server/env.ts';
import { createKubeClient, type KubeClient } from '#server/kube/client.ts';
import { asKubeFailure } from '#server/kube/kube-failure.ts';
import { listCluster } from '#server/kube/list-cluster.ts';
import { loadKubeConfig } from '#server/kube/load-kube-config.ts';
import { readSchemas } from '#server/schemas.ts';
import type { ClusterOptions } from './options.ts';
import { readOwnSchemas, type WantedKind } from './own-schemas.ts';
import { generatedSchemas } from './schema-findings.ts';

/** What a cluster holds at one moment. */
export interface SeenCluster {
  readonly snapshot: ClusterSnapshot;
  /** What people call it: its context. */
  readonly name: string;
  /** Where objects go that name no namespace. */
  readonly namespace: string;
  /** What its objects, and those that are wanted, are held against. */
  readonly schemas: Schemas;
}

/**
 * Lists everything in a cluster once, and reads its schemas of the kinds that are wanted besides those that need them there.
 * The error is one sentence that says what is wrong and the cure.
 */
export async function seeCluster(
  options: ClusterOptions,
  wanted: readonly WantedKind[],
): Promise<Result<SeenCluster, string>> {
  const settings = readKubeSettings(options.kubeconfig, options.context);
  if (!settings.ok) return err(inOptions(settings.error, options));
  if (settings.value.source === 'in-cluster' && options.context !== undefined)
    return err('--context: there is no kubeconfig here that could name it: give one with --kubeconfig.');
  let client: KubeClient | null = null;
  try {
    const config = loadKubeConfig(settings.value);
    client = createKubeClient(config);
    const snapshot = await listCluster({
      client,
      config,
      id: clusterId.parse('Kubernetes'),
      istioNamespace: options.istioNamespace,
      clock: systemClock,
      signal: new AbortController().signal,
    });
    const name = config.getCurrentContext();
    if (!mayBeRead(snapshot))
      return err(
        `Context ${name} may list nothing: ask for the rights of deploy/rbac.yaml, or choose another context.`,
      );
    const needed = [...wanted, ...appliedKinds(snapshot).map((kind) => kinds[kind])];
    const schemas = await readOwnSchemas(client, snapshot, needed, readSchemas(generatedSchemas));
    return ok({ snapshot, name, namespace: namespaceOf(config), schemas });
  } catch (cause) {
    return err(whyNot(cause, options));
  } finally {
    await client?.close();
  }
}

const namespaceOf = (config: KubeConfig): string =>
  config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';

const mayBeRead = ({ states }: ClusterSnapshot): boolean =>
  [...states.values()].some(({ phase }) => phase === 'live');

/** The settings name the variables that they come from; who gave options is told of these. */
function inOptions(error: string, { kubeconfig }: ClusterOptions): string {
  const named = error.replace(/^WEFT_CONTEXT\b/, '--context');
  return kubeconfig === undefined ? named : named.replace(/^KUBECONFIG\b/, '--kubeconfig');
}

function whyNot(cause: unknown, { context, kubeconfig }: ClusterOptions): string {
  const { status, message } = asKubeFailure(cause);
  const which = context === undefined ? 'the current context' : `context ${context}`;
  const flags = [
    kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig],
    context === undefined ? [] : ['--context', context],
  ];
  const kubectl = ['kubectl', ...flags.flat(), 'version'].join(' ');
  switch (status) {
    case 401:
      return `The API server refuses the credentials of ${which}: sign in again, as the token may have expired, and try ${kubectl}.`;
    case 403:
      return `The API server does not let ${which} look (${message}): ask for the rights of deploy/rbac.yaml.`;
    default:
      return `The cluster of ${which} cannot be read (${message.replace(/\.$/, '')}): see whether ${kubectl} answers.`;
  }
}
