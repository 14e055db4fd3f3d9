import { z } from 'zod';

const text = z.string().nullable();
const number = z.number().nullable();

/**
 * What one request, or one connection of TCP, left in a proxy's access log. Null where the log does not say it (Envoy writes `-`,
 * or the format has no such field). Milliseconds and bytes.
 */
export const accessFields = z.object({
  method: text,
  path: text,
  protocol: text,
  code: number,
  /** Envoy's response flags, split; their order means nothing. */
  flags: z.array(z.string()),
  details: text,
  termination: text,
  transportFailure: text,
  bytesReceived: number,
  bytesSent: number,
  duration: number,
  upstreamTime: number,
  forwardedFor: text,
  userAgent: text,
  requestId: text,
  authority: text,
  upstreamHost: text,
  /** As `outbound|8080|v2|cart.shop.svc.cluster.local` or `inbound|8080||`. */
  upstreamCluster: text,
  upstreamLocal: text,
  downstreamLocal: text,
  downstreamRemote: text,
  serverName: text,
  route: text,
});
export type AccessFields = z.infer<typeof accessFields>;

const numberFields = ['code', 'bytesReceived', 'bytesSent', 'duration', 'upstreamTime'] as const;
/** Those that are free text. */
export const textFields = [
  'method',
  'path',
  'protocol',
  'details',
  'termination',
  'transportFailure',
  'forwardedFor',
  'userAgent',
  'requestId',
  'authority',
  'upstreamHost',
  'upstreamCluster',
  'upstreamLocal',
  'downstreamLocal',
  'downstreamRemote',
  'serverName',
  'route',
] as const;

/** The fields as they are written, `time` and `flags` beside the others. */
export type WrittenFields = Partial<
  Record<(typeof numberFields)[number] | (typeof textFields)[number] | 'flags' | 'time', string>
>;

const said = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === '-' ? null : value;

/** The fields of a line, of what was written; null where a number is none: the line was not of that format then. */
export function fieldsOf(written: WrittenFields): AccessFields | null {
  if (numberFields.some((name) => !/^(\d{1,15})?$/.test(said(written[name]) ?? ''))) return null;
  const number = (name: (typeof numberFields)[number]) => {
    const value = said(written[name]);
    return value === null ? null : Number(value);
  };
  const text = (name: (typeof textFields)[number]) => said(written[name]);
  return {
    method: text('method'),
    path: text('path'),
    protocol: text('protocol'),
    code: number('code'),
    flags:
      said(written.flags)
        ?.split(',')
        .filter((flag) => flag !== '') ?? [],
    details: text('details'),
    termination: text('termination'),
    transportFailure: text('transportFailure'),
    bytesReceived: number('bytesReceived'),
    bytesSent: number('bytesSent'),
    duration: number('duration'),
    upstreamTime: number('upstreamTime'),
    forwardedFor: text('forwardedFor'),
    userAgent: text('userAgent'),
    requestId: text('requestId'),
    authority: text('authority'),
    upstreamHost: text('upstreamHost'),
    upstreamCluster: text('upstreamCluster'),
    upstreamLocal: text('upstreamLocal'),
    downstreamLocal: text('downstreamLocal'),
    downstreamRemote: text('downstreamRemote'),
    serverName: text('serverName'),
    route: text('route'),
  };
}
