import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ClusterState, PodName } from '../cluster-state.ts';
import { badRequest, internalError, notFound } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import { forwardOverSpdy } from '../pods/forward-spdy.ts';
import { channelProtocols, forwardOverWebSocket, tunnelProtocol } from '../pods/forward-websocket.ts';
import { apiRequest } from './handle-request.ts';
import { parseResourcePath } from './resource-path.ts';
import { authorizeRequest } from './route.ts';

const sockets = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) =>
    [tunnelProtocol, ...channelProtocols].find((protocol) => offered.has(protocol)) ?? false,
});

const spdyProtocol = 'portforward.k8s.io';

/** Answers a request to upgrade the connection: port-forwarding to a pod is the only use of it. */
export function handleUpgrade(
  state: ClusterState,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.on('error', () => socket.destroy());
  try {
    upgrade(state, incoming, socket, head);
  } catch (error) {
    refuse(socket, error instanceof StatusError ? error : internalError(String(error)));
  }
}

/** @throws StatusError 400, 401, 403 or 404 */
function upgrade(state: ClusterState, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  const request = apiRequest(state, incoming, []);
  const path = parseResourcePath(request.path);
  authorizeRequest(request, path);
  if (path === null || path.plural !== 'pods' || path.subresource !== 'portforward') {
    throw badRequest('only portforward of a pod can be upgraded');
  }
  const pod = { namespace: path.namespace, name: path.name };
  if (state.store.get('/pods', pod.namespace, pod.name) === null) {
    throw notFound({ group: '', plural: 'pods' }, pod.name);
  }
  const wanted = incoming.headers.upgrade?.toLowerCase();
  if (wanted === 'websocket') acceptWebSocket(state, pod, incoming, socket, head);
  else if (wanted === 'spdy/3.1') acceptSpdy(state, pod, incoming, socket, head);
  else throw badRequest('Upgrade request required: SPDY/3.1 or websocket');
}

type Accept = (
  state: ClusterState,
  pod: PodName,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

const acceptWebSocket: Accept = (state, pod, incoming, socket, head) => {
  const { searchParams } = new URL(incoming.url ?? '/', 'https://kubernetes');
  const ports = searchParams
    .getAll('ports')
    .flatMap((text) => text.split(','))
    .map(Number);
  if (!ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw badRequest('query parameter "ports" holds something that is not a port');
  }
  sockets.handleUpgrade(incoming, socket, head, (accepted) => {
    forwardOverWebSocket(state, pod, accepted, ports);
  });
};

const acceptSpdy: Accept = (state, pod, incoming, socket, head) => {
  const offered = [incoming.headers['x-stream-protocol-version'] ?? []].flat();
  if (!offered.some((value) => value.split(',').some((one) => one.trim() === spdyProtocol))) {
    throw new StatusError(
      403,
      'Forbidden',
      `unable to negotiate protocol: server supports [${spdyProtocol}]`,
    );
  }
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: SPDY/3.1\r\nx-stream-protocol-version: ${spdyProtocol}\r\n\r\n`,
  );
  if (head.length > 0) socket.unshift(head);
  forwardOverSpdy(state, pod, socket);
};

function refuse(socket: Duplex, error: StatusError): void {
  const body = JSON.stringify(error.toStatus());
  socket.end(
    `HTTP/1.1 ${error.code} ${error.reason}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
