import type { Duplex } from 'node:stream';
import type { ClusterState, PodName } from '../cluster-state.ts';
import { portIsOpen, refusedText, servePod } from './pod-connection.ts';
import { SpdyConnection, type SpdyStream } from './spdy/spdy-connection.ts';

/**
 * Port-forwarding as kubectl speaks it: for each forwarded connection one `error` and one `data` stream that share a
 * `requestid`. A port on which nothing listens is told on the error stream.
 */
export function forwardOverSpdy(state: ClusterState, pod: PodName, carrier: Duplex): void {
  const errors = new Map<string, SpdyStream>();
  new SpdyConnection(carrier, (stream) => {
    const request = stream.headers.get('requestid') ?? '';
    if (stream.headers.get('streamtype') === 'error') {
      stream.bytes.resume();
      errors.set(request, stream);
      return;
    }
    const error = errors.get(request);
    errors.delete(request);
    connect(state, pod, stream, error);
  });
}

function connect(state: ClusterState, pod: PodName, data: SpdyStream, error: SpdyStream | undefined): void {
  const port = Number(data.headers.get('port'));
  if (!portIsOpen(state, pod, port)) {
    error?.bytes.end(refusedText(pod, port));
    data.bytes.resume();
    data.bytes.end();
    return;
  }
  // kubectl waits for the error stream to end before it lets go of a connection.
  data.bytes.on('close', () => error?.bytes.end());
  data.bytes.on('finish', () => error?.bytes.end());
  servePod(state, pod, port, data.bytes);
}
