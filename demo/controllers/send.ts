import type { KubeClient } from '#demo/kube-client/kube-client.ts';
import { isKubeError } from '#demo/kube-client/kube-error.ts';
import { rawObject } from '#demo/kube-client/raw-object.ts';
import type { World } from './world.ts';
import type { Write } from './write.ts';

/** Sends one write and puts the answer into the world, so that the next reconcile sees it before the watch tells. */
export async function send(client: KubeClient, world: World, write: Write): Promise<void> {
  const resource = world.resources.get(write.kind);
  const informer = world.informerOf(write.kind);
  if (resource === undefined || informer === null) throw new Error(`No controller watches ${write.kind}`);
  try {
    switch (write.verb) {
      case 'create': {
        const body = { apiVersion: resource.apiVersion, kind: resource.kind, ...write.object };
        const path = resource.collection(write.object.metadata.namespace);
        const query = { fieldManager: write.manager };
        informer.note(rawObject.parse(await client.request('POST', path, { body, query })));
        return;
      }
      case 'patch': {
        const { namespace, name } = write.target.metadata;
        const item = resource.item(namespace, name);
        const answer = await client.request('PATCH', write.subresource === null ? item : `${item}/status`, {
          body: write.patch,
          contentType: 'application/merge-patch+json',
          query: { fieldManager: write.manager },
        });
        informer.note(rawObject.parse(answer));
        return;
      }
      case 'delete': {
        const { namespace, name, uid } = write.target.metadata;
        const body = {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          gracePeriodSeconds: 0,
          preconditions: { uid },
        };
        await client.request('DELETE', resource.item(namespace, name), { body });
        if ((write.target.metadata.finalizers ?? []).length === 0) informer.forget(write.target);
        return;
      }
      case 'bind': {
        const { namespace, name } = write.target.metadata;
        const target = { apiVersion: 'v1', kind: 'Node', name: write.node };
        const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target };
        await client.request('POST', `${resource.item(namespace, name)}/binding`, { body });
        return;
      }
    }
  } catch (error) {
    // Gone already, or made already: the watch brings the truth, and the reconcile it triggers decides anew.
    const settled = write.verb === 'create' ? 409 : 404;
    if (!isKubeError(error, settled)) throw error;
  }
}
