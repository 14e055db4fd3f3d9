import type { PodLog } from '#lib/api/logs-contract.ts';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import { stampOf } from '#lib/logs/parse-line.ts';
import type { Context, LogAsked, LogRead } from '../../context.ts';
import { createSemaphore } from '../../prom/semaphore.ts';
import { shared } from '../shared.ts';
import { restartsOf, type ToRead } from './pods-to-read.ts';

/** Logs that are read at a time, of all who ask: what is held of them is bounded by so many logs. */
const atOnce = 8;
/** Of one request no log is begun later, in milliseconds: nodes that hang take ten seconds of each. */
const mostWait = 20_000;
/** A log whose last lines are too long is asked again for fewer of them, so often. */
const mostTries = 3;

type Asked = Pick<LogAsked, 'previous' | 'since' | 'until' | 'tail'>;

/** What is done with a log as soon as it is there; it is not held any longer. */
type Take = (index: number, of: ToRead, lines: LogRead['lines']) => Promise<void>;

/** The logs of pods, each within its own bounds: one that fails says so and takes nothing from the others. */
export async function readPods(
  ctx: Context,
  pods: readonly ToRead[],
  asked: Asked,
  take: Take,
  late: AbortSignal = AbortSignal.timeout(mostWait),
): Promise<readonly PodLog[]> {
  const run = shared(ctx.kube, 'pod-logs', () => createSemaphore(atOnce));
  const begun = AbortSignal.any([ctx.signal, late]);
  return Promise.all(
    pods.map((of, index) =>
      run(() => readPod(ctx, of, asked, (lines) => take(index, of, lines)), begun).catch((cause: unknown) => {
        ctx.signal.throwIfAborted();
        if (!begun.aborted) throw cause;
        return { ...unread(of), failure: failureOf(notBegun) };
      }),
    ),
  );
}

const notBegun = new WeftError('timeout', 'The logs that were asked for before it took too long.', {
  cure: 'Nodes may be down or slow. Ask for one pod.',
});

async function readPod(
  ctx: Context,
  of: ToRead,
  asked: Asked,
  take: (lines: LogRead['lines']) => Promise<void>,
): Promise<PodLog> {
  try {
    const read = await wholeTail(ctx, of, asked);
    await take(read.lines);
    return { ...unread(of), read: reachOf(read, asked) };
  } catch (cause) {
    ctx.signal.throwIfAborted();
    if (!isWeftError(cause)) throw cause;
    return { ...unread(of), failure: failureOf(cause) };
  }
}

/**
 * The last lines of a log. The kubelet counts the bytes that may be sent from the first of them (`limitBytes` beside `tailLines`): where
 * they are too many the newest are missing, so fewer lines are asked for.
 */
async function wholeTail(ctx: Context, of: ToRead, asked: Asked): Promise<LogRead & Pick<Asked, 'tail'>> {
  const { container, pod } = of;
  const { name, namespace = '' } = pod.metadata;
  let tail = asked.tail;
  for (let tries = 1; ; tries += 1) {
    const read = await ctx.kube.log(
      { namespace, pod: name, container, ...asked, tail },
      ctx.viewer,
      ctx.signal,
    );
    const fewer = Math.floor(read.lines.length * 0.8);
    if (tail === null || read.cut?.by !== 'bytes' || tries === mostTries || fewer < 1)
      return { ...read, tail };
    tail = Math.min(fewer, tail - 1);
  }
}

/** What was read of a log, and how far that reaches. */
function reachOf(
  { lines, bytes, cut, tail }: LogRead & Pick<Asked, 'tail'>,
  { since }: Asked,
): NonNullable<PodLog['read']> {
  const [from, to] = [stampOf(lines[0]?.text ?? ''), stampOf(lines.at(-1)?.text ?? '')];
  const isFull = tail !== null && lines.length >= tail;
  return {
    lines: lines.length,
    bytes,
    cut: cut === null ? null : { ...cut },
    from,
    to,
    older: isFull && (since === null || from === null || from > since),
  };
}

const unread = (of: ToRead): PodLog => ({
  side: of.side,
  namespace: of.pod.metadata.namespace ?? '',
  pod: of.pod.metadata.name,
  container: of.container,
  restarts: restartsOf(of.pod),
  read: null,
  failure: null,
});

const failureOf = ({ code, message, cure }: WeftError): NonNullable<PodLog['failure']> => ({
  code,
  message,
  cure,
});
