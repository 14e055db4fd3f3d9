import type { IncomingMessage } from 'node:http';
import type { KubeConfig } from '@kubernetes/client-node';
import { WebSocket } from 'ws';
import { failureOf, KubeFailure } from './kube-failure.ts';

/** Messages of a kubelet are of 32 KiB; one that is far larger is not one of those. */
const mostMessage = 1 << 20;
/** Of the text of a refusal so much is read. */
const mostRefusal = 64 * 1024;
/** As API servers offer them for port-forwarding: binary channels. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

type OnBytes = ((channel: number, bytes: Buffer) => boolean) | null;

/**
 * Opens WebSockets to an API server for client-node's PortForward. A refused upgrade rejects with the KubeFailure that the
 * server's own answer stands for; `signal` ends the socket at any moment, `onClose` is told when it is over.
 */
export class ForwardSocket {
  readonly #config: KubeConfig;
  readonly #signal: AbortSignal;
  readonly #onClose: () => void;

  constructor(config: KubeConfig, signal: AbortSignal, onClose: () => void) {
    this.#config = config;
    this.#signal = signal;
    this.#onClose = onClose;
  }

  async connect(path: string, _onText: unknown, onBytes: OnBytes): Promise<WebSocket> {
    const server = this.#config.getCurrentCluster()?.server;
    if (server === undefined) throw new KubeFailure(null, 'The current context names no cluster.');
    const options = {};
    await this.#config.applyToHTTPSOptions(options);
    this.#signal.throwIfAborted();
    const url = `${server.replace(/^http/, 'ws').replace(/\/+$/, '')}${path}`;
    const socket = new WebSocket(url, protocols, {
      ...options,
      perMessageDeflate: false,
      maxPayload: mostMessage,
    });
    const end = () => socket.terminate();
    this.#signal.addEventListener('abort', end, { once: true });
    socket.on('close', () => {
      this.#signal.removeEventListener('abort', end);
      this.#onClose();
    });
    socket.on('message', (message: Buffer, isBinary: boolean) => {
      const channel = isBinary ? message[0] : undefined;
      if (channel !== undefined && onBytes?.(channel, message.subarray(1)) === false) socket.close();
    });
    return opened(socket);
  }
}

function opened(socket: WebSocket): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    // Stays: an error without a listener would end the process.
    socket.on('error', reject);
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      void refusalOf(response).then((failure) => {
        reject(failure);
        socket.terminate();
      });
    });
  });
}

async function refusalOf(response: IncomingMessage): Promise<KubeFailure> {
  const status = response.statusCode ?? 500;
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      text += String(chunk);
      if (text.length > mostRefusal) break;
    }
    return failureOf(status, JSON.parse(text));
  } catch {
    return failureOf(status, { message: text.slice(0, 300) });
  }
}
