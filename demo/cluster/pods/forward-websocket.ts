import { Duplex } from 'node:stream';
import { createWebSocketStream, type WebSocket } from 'ws';
import type { ClusterState, PodName } from '../cluster-state.ts';
import { forwardOverSpdy } from './forward-spdy.ts';
import { portIsOpen, refusedText, servePod } from './pod-connection.ts';

/** SPDY inside a WebSocket, as kubectl from 1.31 on asks for it. */
export const tunnelProtocol = 'SPDY/3.1+portforward.k8s.io';

/** Channels inside a WebSocket, as the JavaScript and Python clients ask for them. */
export const channelProtocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Serves port-forwarding over an accepted WebSocket. `ports` are those of the query, for the channel protocols. */
export function forwardOverWebSocket(
  state: ClusterState,
  pod: PodName,
  socket: WebSocket,
  ports: readonly number[],
): void {
  socket.on('error', () => socket.terminate());
  if (socket.protocol === tunnelProtocol) forwardOverSpdy(state, pod, createWebSocketStream(socket));
  else forwardChannels(state, pod, socket, ports);
}

/**
 * Each port has two channels, 2i for data and 2i+1 for errors; the first message on each names the port in two bytes,
 * the lower one first.
 */
function forwardChannels(
  state: ClusterState,
  pod: PodName,
  socket: WebSocket,
  ports: readonly number[],
): void {
  const send = (channel: number, bytes: Uint8Array): void => {
    if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([Buffer.from([channel]), bytes]));
  };
  const connections = ports.map((port, i) => {
    const named = Buffer.from([port & 0xff, port >> 8]);
    send(2 * i, named);
    send(2 * i + 1, named);
    if (!portIsOpen(state, pod, port)) {
      send(2 * i + 1, Buffer.from(refusedText(pod, port)));
      return null;
    }
    const connection = channelStream((bytes) => send(2 * i, bytes));
    servePod(state, pod, port, connection);
    return connection;
  });
  socket.on('message', (message: Buffer) => {
    const channel = message[0];
    if (channel !== undefined && channel % 2 === 0) connections[channel / 2]?.push(message.subarray(1));
  });
  socket.on('close', () => {
    for (const connection of connections) connection?.destroy();
  });
}

function channelStream(send: (bytes: Uint8Array) => void): Duplex {
  return new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      send(chunk);
      done();
    },
  });
}
