import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a pod does with the bytes that are forwarded to it. */
export interface ForwardedConnection {
  /** Sends bytes of the data channel, or text of the error channel. */
  send(text: string | Buffer): void;
  refuse(text: string): void;
  close(): void;
  /** All that was received. */
  readonly received: () => string;
}

export interface FakeForward {
  readonly config: KubeConfig;
  /** `method path authorization` of each upgrade that was asked for. */
  readonly upgrades: readonly string[];
  /** How many sockets are open. */
  open(): number;
  close(): Promise<void>;
}

/** An API server that knows port-forwards alone: refused with a Status, or handed to `pod` once a request's head is in. */
export async function fakeForward(
  answer: { readonly refused: { code: number; message: string } } | ((pod: ForwardedConnection) => void),
): Promise<FakeForward> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const upgrades: string[] = [];
  server.on('upgrade', (request, socket, head) => {
    upgrades.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`);
    if (typeof answer === 'function') {
      sockets.handleUpgrade(request, socket, head, (accepted) => serve(accepted, answer));
      return;
    }
    const { code, message } = answer.refused;
    const body = JSON.stringify({ kind: 'Status', status: 'Failure', message, code });
    socket.end(
      `HTTP/1.1 ${code} No\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'fake', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { name: 'weft', token: 'own' },
  );
  return {
    config,
    upgrades,
    open: () => sockets.clients.size,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Channel 0 carries data, 1 errors; both begin with the port, the lower byte first. */
function serve(socket: WebSocket, pod: (connection: ForwardedConnection) => void): void {
  let received = '';
  const on = (channel: number, bytes: Uint8Array) => socket.send(Buffer.from([channel, ...bytes]));
  const port = Buffer.from([15000 & 0xff, 15000 >> 8]);
  on(0, port);
  on(1, port);
  socket.on('message', (message: Buffer) => {
    const before = received;
    received += message.subarray(1).toString();
    if (before.includes('\r\n\r\n') || !received.includes('\r\n\r\n')) return;
    pod({
      send: (text) => on(0, Buffer.from(text)),
      refuse: (text) => on(1, Buffer.from(text)),
      close: () => socket.close(),
      received: () => received,
    });
  });
}
