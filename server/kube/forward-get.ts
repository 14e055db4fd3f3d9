import { type IncomingMessage, request } from 'node:http';
import { type Duplex, duplexPair, Writable } from 'node:stream';
import { KubeConfig, PortForward } from '@kubernetes/client-node';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import type { ForwardedAnswer, PodPort } from '#server/context.ts';
import { ForwardSocket } from './forward-socket.ts';
import { asKubeFailure, type KubeFailure } from './kube-failure.ts';
import { weftErrorOf } from './weft-error.ts';

export interface ForwardLimits {
  /** Covers everything: the connection, the answer's head and its body. */
  readonly timeoutMs: number;
  /** Of the answer's body. */
  readonly mostBytes: number;
}

/** A dump of a large mesh's proxy can be 50 MB: what is asked for are its parts, and each is bounded. */
const forwardLimits: ForwardLimits = { timeoutMs: 10_000, mostBytes: 12 << 20 };

interface ForwardRequest extends PodPort {
  /** Path and query. */
  readonly path: string;
  /** A viewer's bearer token; null for the server's own identity. */
  readonly token: string | null;
}

/**
 * One GET to a port of a pod, through a port-forward that is opened for it and closed after it. Whatever status the pod answers with
 * is an answer. Throws WeftError: `forbidden` names the right, `timeout` and `too-large` the limit, `unavailable` what broke off.
 */
export async function forwardGet(
  config: KubeConfig,
  asked: ForwardRequest,
  signal: AbortSignal,
  limits: ForwardLimits = forwardLimits,
): Promise<ForwardedAnswer> {
  const late = AbortSignal.timeout(limits.timeoutMs);
  const over = new AbortController();
  const until = AbortSignal.any([signal, late, over.signal]);
  try {
    return await Promise.race([exchange(config, asked, until, limits), aborted(until)]);
  } catch (cause) {
    if (late.aborted && !signal.aborted) throw tooLate(asked, limits);
    throw isWeftError(cause) ? cause : brokenOff(cause, asked);
  } finally {
    over.abort();
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

async function exchange(
  config: KubeConfig,
  asked: ForwardRequest,
  signal: AbortSignal,
  { mostBytes }: ForwardLimits,
): Promise<ForwardedAnswer> {
  const [near, far] = duplexPair();
  const identity = identityOf(config, asked.token);
  const socket = new ForwardSocket(identity, signal, () => far.end());
  const refused = Promise.withResolvers<never>();
  const errors = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // A kubelet opens the channel with an empty message.
      if (chunk.length > 0) refused.reject(closedPort(asked, chunk.toString()));
      done();
    },
  });
  // Raced below; before that nobody listens.
  refused.promise.catch(() => undefined);
  const forward = new PortForward(identity, true, socket);
  await forward
    .portForward(
      encodeURIComponent(asked.namespace),
      encodeURIComponent(asked.name),
      [asked.port],
      far,
      errors,
      far,
    )
    .catch((cause: unknown) => {
      throw notOpened(asKubeFailure(cause), asked);
    });
  return Promise.race([get(near, asked, signal, mostBytes), refused.promise]);
}

/** With a viewer's token nothing of the server's own identity is shown. */
function identityOf(config: KubeConfig, token: string | null): KubeConfig {
  const cluster = config.getCurrentCluster();
  if (token === null || cluster === null) return config;
  const viewers = new KubeConfig();
  viewers.loadFromClusterAndUser(cluster, { name: 'viewer', token });
  return viewers;
}

function get(
  connection: Duplex,
  { path, ...pod }: ForwardRequest,
  signal: AbortSignal,
  mostBytes: number,
): Promise<ForwardedAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      path,
      signal,
      createConnection: () => connection,
      headers: { host: 'localhost', accept: 'application/json', connection: 'close' },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      bodyOf(response, mostBytes, pod).then(
        (body) => resolve({ status: response.statusCode ?? 0, ...body }),
        reject,
      );
    });
    outgoing.end();
  });
}

async function bodyOf(response: IncomingMessage, mostBytes: number, pod: PodPort) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge(pod, mostBytes);
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks).toString('utf8'), bytes };
}

const podText = ({ namespace, name }: PodPort): string => `${namespace}/${name}`;

const tooLarge = (pod: PodPort, mostBytes: number) =>
  new WeftError(
    'too-large',
    `The answer of pod ${podText(pod)} is larger than ${mostBytes / 1024} KiB: it was not read on.`,
    {
      cure: 'Ask the proxy yourself: the command beside this does. A Sidecar object makes what a proxy knows smaller.',
    },
  );

const tooLate = (pod: PodPort, { timeoutMs }: ForwardLimits) =>
  new WeftError('timeout', `Pod ${podText(pod)} did not end its answer within ${timeoutMs / 1000} s.`, {
    cure: 'Try again; if it stays, look at whether the proxy is starved of CPU.',
  });

const closedPort = (pod: PodPort, text: string) =>
  new WeftError(
    'unavailable',
    `Port ${pod.port} of pod ${podText(pod)} cannot be reached: ${text.slice(0, 300)}`,
    {
      cure: 'Check that the proxy runs and that its administration port is the default one.',
    },
  );

function notOpened(failure: KubeFailure, { port, ...pod }: PodPort): WeftError {
  if (failure.status === 400)
    return new WeftError(
      'unavailable',
      `Pod ${podText({ ...pod, port })} cannot be asked: ${failure.message}`,
      {
        cure: 'Look at its conditions: a pod that runs on no node has no ports.',
        cause: failure,
      },
    );
  if (failure.status !== 403) return weftErrorOf(failure, { ...pod, group: '', kind: 'Pod' });
  return new WeftError('forbidden', failure.message, {
    // A WebSocket is opened by GET: API servers before 1.35 ask for `get` alone, later ones and kubectl for `create`.
    cure: `Ask for the right \`create pods/portforward\` in namespace ${pod.namespace}, and \`get\` with it.`,
    cause: failure,
  });
}

const brokenOff = (cause: unknown, pod: PodPort) =>
  new WeftError('unavailable', `Pod ${podText(pod)} broke off its answer: ${asKubeFailure(cause).message}`, {
    cure: 'Try again; if it stays, look at whether the pod restarts.',
    cause,
  });
