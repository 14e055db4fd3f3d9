import type { Context } from '#server/context.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { contextOf } from '#server/kube/testing/real-cluster.ts';
import { contextOf as fixedContext } from '#server/queries/testing/context.ts';

/** A context that writes to this cluster; of its traffic nothing is known. `token` is the viewer's, null for the source's own identity. */
export function unobserved(source: RunningKubeSource, token: string | null = null): Context {
  const { prom } = fixedContext({ snapshot: source.snapshot(), samples: [] }).ctx;
  return { ...contextOf(source, token), prom };
}
