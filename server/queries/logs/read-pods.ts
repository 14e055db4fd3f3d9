import type { PodLog } from '#lib/api/logs-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { Context, LogAsked, LogLine } from '../../context.ts';
import { createSemaphore } from '../../prom/semaphore.ts';
import { shared } from '../shared.ts';
import { restartsOf, type ToRead } from './pods-to-read.ts';

/** Logs that are read at a time, of all who ask. */
const atOnce = 8;

export interface ReadPod {
  readonly of: ToRead;
  readonly log: PodLog;
  readonly lines: readonly LogLine[];
}

type Asked = Pick<LogAsked, 'previous' | 'since' | 'tail'>;

/** The logs of pods, each within its own bounds: one that fails says so and takes nothing from the others. */
export async function readPods(
  ctx: Context,
  pods: readonly ToRead[],
  asked: Asked,
): Promise<readonly ReadPod[]> {
  const run = shared(ctx.kube, 'pod-logs', () => createSemaphore(atOnce));
  return Promise.all(pods.map((of) => run(() => readPod(ctx, of, asked), ctx.signal)));
}

async function readPod(ctx: Context, of: ToRead, asked: Asked): Promise<ReadPod> {
  const { name, namespace = '' } = of.pod.metadata;
  const log = {
    side: of.side,
    namespace,
    pod: name,
    container: of.container,
    restarts: restartsOf(of.pod),
    read: null,
    failure: null,
  };
  try {
    const { container } = of;
    const { lines, bytes, cut } = await ctx.kube.log(
      { namespace, pod: name, container, ...asked },
      ctx.viewer,
      ctx.signal,
    );
    return { of, lines, log: { ...log, read: { lines: lines.length, bytes, cut: cut?.reason ?? null } } };
  } catch (cause) {
    ctx.signal.throwIfAborted();
    if (!isWeftError(cause)) throw cause;
    const { code, message, cure } = cause;
    return { of, lines: [], log: { ...log, failure: { code, message, cure } } };
  }
}
