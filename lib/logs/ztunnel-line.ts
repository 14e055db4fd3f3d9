import type { WrittenFields } from './access-fields.ts';

/** What ztunnel says of one connection that it carried. Names of pods, addresses with their ports. */
export interface ZtunnelConnection {
  readonly direction: 'inbound' | 'outbound';
  readonly source: string | null;
  readonly sourceNamespace: string | null;
  readonly target: string | null;
  readonly targetNamespace: string | null;
  readonly service: string | null;
  readonly error: string | null;
}

interface ZtunnelLine {
  readonly connection: ZtunnelConnection;
  readonly written: WrittenFields;
}

/** A pair of logfmt: `dst.workload="cart-1"` or `bytes_sent=40`. Bounded on each side, so that it takes linear time. */
const pair = /(?:^|\s)([a-z_.]{1,40})=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;

/**
 * Reads a line of ztunnel's access log (`ConnectionResult`, istio/ztunnel src/proxy/metrics.rs): a time, a level, `access`, what
 * happened, and pairs of logfmt. Null for its other lines.
 */
export function readZtunnelLine(line: string): ZtunnelLine | null {
  const head = /^(\S{20,40})\s+\w+\s+access\s+connection (?:complete|failed|opened)?/.exec(
    line.slice(0, 200),
  );
  if (head === null) return null;
  const pairs = new Map<string, string>();
  for (const [, key = '', quoted, bare] of line.matchAll(pair)) pairs.set(key, quoted ?? bare ?? '');
  const direction = pairs.get('direction');
  if (direction !== 'inbound' && direction !== 'outbound') return null;
  const at = (key: string): string | null => pairs.get(key) ?? null;
  const error = at('error');
  return {
    connection: {
      direction,
      source: at('src.workload'),
      sourceNamespace: at('src.namespace'),
      target: at('dst.workload'),
      targetNamespace: at('dst.namespace'),
      service: at('dst.service'),
      error,
    },
    written: {
      time: head[1] ?? '',
      protocol: 'TCP',
      bytesReceived: digits(at('bytes_recv')),
      bytesSent: digits(at('bytes_sent')),
      duration: milliseconds(at('duration')),
      upstreamHost: at('dst.addr') ?? '',
      downstreamRemote: at('src.addr') ?? '',
      transportFailure: error ?? '',
    },
  };
}

const digits = (value: string | null): string => (value !== null && /^\d{1,15}$/.test(value) ? value : '');

/** ztunnel writes whole milliseconds: `12ms`. */
const milliseconds = (value: string | null): string => /^(\d{1,15})ms$/.exec(value ?? '')?.[1] ?? '';
