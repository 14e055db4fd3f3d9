import { isWeftError } from '#lib/core/error-code.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { definitionOf } from '#lib/mesh/definition-of.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { appliedKinds } from '#lib/validation/schema/applied-kinds.ts';
import type { Context, Viewer } from '../context.ts';
import { readDefinition } from './cluster-schemas.ts';

type Reading = Pick<Context, 'kube' | 'log' | 'signal' | 'viewer'>;

/**
 * Reads the definitions by which fields are told that were applied and dropped, as Weft itself: of kinds with an object that
 * kubectl applied, again when a definition changes. Where one may not be read, Weft's own schemas stay. Returns its own undo.
 */
export function watchDefinitions(ctx: Pick<Context, 'kube' | 'log' | 'signal'>): () => void {
  const settled = new WeakSet<KubeObject>();
  const asking = { ...ctx, viewer: weftItself(ctx) };
  let reads = false;
  let newest: MeshSnapshot | null = null;
  const readOn = async () => {
    while (newest !== null && !ctx.signal.aborted) {
      const snapshot = newest;
      newest = null;
      await readAll(asking, snapshot, settled);
    }
  };
  return ctx.kube.subscribe((snapshot) => {
    newest = snapshot;
    if (reads) return;
    reads = true;
    void readOn().finally(() => {
      reads = false;
    });
  });
}

async function readAll(
  ctx: Reading,
  { clusters }: MeshSnapshot,
  settled: WeakSet<KubeObject>,
): Promise<void> {
  for (const cluster of clusters.values()) {
    for (const name of appliedKinds(cluster)) {
      const { group, kind } = kinds[name];
      const definition = definitionOf(cluster, group, kind);
      if (definition === null || settled.has(definition)) continue;
      const failed = await readDefinition(ctx, cluster, group, kind).then(
        () => null,
        (error: unknown) => error,
      );
      if (ctx.signal.aborted) return;
      // What is refused stays so; anything else is tried again with the next change.
      if (failed === null || (isWeftError(failed) && failed.code === 'forbidden')) settled.add(definition);
      if (failed !== null) ctx.log.warn({ err: failed, kind }, 'the definition of a kind was not read');
    }
  }
}

const weftItself = ({ kube, signal }: Pick<Context, 'kube' | 'signal'>): Viewer => ({
  mode: 'local',
  id: 'weft',
  user: kube.identity().user,
  token: null,
  namespaces: null,
  signedOut: signal,
});
