import { WeftError } from '#lib/core/error-code.ts';
import { stampOf } from '#lib/logs/parse-line.ts';
import type { LogAsked, LogLine, LogRead, Viewer } from '#server/context.ts';
import type { KubeClient } from './client.ts';
import { asKubeFailure, type KubeFailure } from './kube-failure.ts';
import { LogSplitter } from './log-splitter.ts';

export interface LogBounds {
  /** From asking to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  readonly bytes: number;
  /** So many bytes of a line are kept. */
  readonly lineBytes: number;
  readonly lines: number;
}

const usual: LogBounds = { timeoutMs: 10_000, bytes: 4_194_304, lineBytes: 262_144, lines: 20_000 };

/**
 * Reads the log of one container as the viewer. What had come when a bound was reached, when time was up or when the connection broke is
 * returned, with what ended it; where nothing had come the failure is thrown as WeftError.
 */
export async function readLog(
  client: Pick<KubeClient, 'stream'>,
  asked: LogAsked,
  viewer: Pick<Viewer, 'token'>,
  signal: AbortSignal,
  bounds: LogBounds = usual,
): Promise<LogRead> {
  const deadline = AbortSignal.timeout(bounds.timeoutMs);
  const enough = new AbortController();
  const ending = AbortSignal.any([signal, deadline, enough.signal]);
  const log = new BoundedLog(bounds, asked.until ?? Number.POSITIVE_INFINITY);
  try {
    const chunks = await client.stream(pathOf(asked, bounds), ending, { token: viewer.token, accept: '*/*' });
    for await (const chunk of chunks) if (log.take(chunk)) break;
    return log.read(null);
  } catch (cause) {
    signal.throwIfAborted();
    const failure = deadline.aborted ? timedOut(bounds) : failureOf(asKubeFailure(cause), asked);
    if (log.bytes === 0) throw failure;
    return log.read({ by: deadline.aborted ? 'timeout' : 'broken', reason: failure.message });
  } finally {
    // A server that goes on sending is not listened to any longer.
    enough.abort();
  }
}

/** Lines up to the bounds. */
class BoundedLog {
  readonly #bounds: LogBounds;
  readonly #until: number;
  readonly #splitter: LogSplitter;
  readonly #lines: LogLine[] = [];
  /** Whether what was wanted is there, and nothing of it is missing. */
  #done = false;
  bytes = 0;

  constructor(bounds: LogBounds, until: number) {
    this.#bounds = bounds;
    this.#until = until;
    this.#splitter = new LogSplitter(bounds.lineBytes);
  }

  /** Whether that was enough. */
  take(chunk: Uint8Array): boolean {
    const { bytes, lines } = this.#bounds;
    const part = chunk.subarray(0, bytes - this.bytes);
    this.bytes += part.length;
    this.#lines.push(...this.#splitter.push(part));
    this.#done = (stampOf(this.#lines.at(-1)?.text ?? '') ?? 0) > this.#until;
    return this.#done || this.bytes >= bytes || this.#lines.length >= lines;
  }

  read(cut: LogRead['cut']): LogRead {
    const { bytes, lines } = this.#bounds;
    const last = this.#splitter.end();
    const all = last === null ? this.#lines : [...this.#lines, last];
    const full = !this.#done && (this.bytes >= bytes || all.length > lines);
    const reason = `Only the first ${Math.round(bytes / 1_048_576)} MiB or ${lines} lines are read: what came later is missing.`;
    return {
      lines: all.slice(0, lines),
      bytes: this.bytes,
      cut: cut ?? (full ? { by: 'bytes', reason } : null),
    };
  }
}

function pathOf({ namespace, pod, container, previous, since, tail }: LogAsked, bounds: LogBounds): string {
  const query = new URLSearchParams({ container, timestamps: 'true', limitBytes: String(bounds.bytes) });
  if (previous) query.set('previous', 'true');
  if (since !== null) query.set('sinceTime', `${new Date(since).toISOString().slice(0, 19)}Z`);
  if (tail !== null) query.set('tailLines', String(tail));
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log?${query}`;
}

const timedOut = ({ timeoutMs }: LogBounds): WeftError =>
  new WeftError('timeout', `The log did not come to its end within ${timeoutMs / 1000} s.`, {
    cure: 'The node of the pod, or its kubelet, may be down or slow: look at the node.',
  });

/** What a failure of the API server means to who wants to read a log. */
function failureOf(cause: KubeFailure, { namespace, pod, container, previous }: LogAsked): WeftError {
  const text = cause.message.slice(0, 500);
  switch (cause.status) {
    case 401:
      return new WeftError('unauthenticated', 'Kubernetes does not accept the credentials any more.', {
        cure: 'Sign in again, or renew the credentials of the kubeconfig.',
        cause,
      });
    case 403:
      return new WeftError('forbidden', `You may not read logs in namespace ${namespace}.`, {
        cure: `The right to get pods/log in namespace ${namespace} is missing.`,
        cause,
      });
    case 404:
      return new WeftError('not-found', `The pod ${pod} is gone.`, { cause });
    case 400:
      return new WeftError(
        'invalid',
        previous ? `${container} has not run before in this pod: there is no previous log.` : text,
        { cause },
      );
    case null:
      return new WeftError('unavailable', text, { cure: 'Check that the API server can be reached.', cause });
    default:
      return new WeftError('unavailable', 'The API server cannot get the log from the pod’s node.', {
        cure: `Look whether the node is ready and its kubelet answers. The API server says: ${text}`,
        cause,
      });
  }
}
