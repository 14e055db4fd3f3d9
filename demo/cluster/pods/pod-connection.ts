import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ClusterState, PodName } from '../cluster-state.ts';

/** Whether something listens on a port of a pod. */
export function portIsOpen(state: ClusterState, pod: PodName, port: number): boolean {
  return (state.podAdmin?.(pod, port, '/') ?? null) !== null;
}

/** What kubectl prints when nothing listens. */
export const refusedText = (pod: PodName, port: number): string =>
  `error forwarding port ${port} to pod ${pod.namespace}/${pod.name}: failed to connect to localhost:${port} inside the pod: connection refused`;

/** Serves HTTP/1.1 on a connection that was forwarded to a port of a pod. */
export function servePod(state: ClusterState, pod: PodName, port: number, connection: Duplex): void {
  const server = createServer((request, response) => {
    request.resume();
    const answer = state.podAdmin?.(pod, port, request.url ?? '/') ?? null;
    if (answer === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    response.writeHead(answer.status, {
      'content-type': answer.contentType,
      'content-length': Buffer.byteLength(answer.body),
    });
    response.end(answer.body);
  });
  connection.on('error', () => connection.destroy());
  server.emit('connection', connection);
}
