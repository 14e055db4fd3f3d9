import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { readAnswer, text } from './read-answer.ts';

export const serverInfoPath = '/server_info';

/** The proxy itself. Its node's metadata and command line are not read: they hold what pods were given in their environment. */
export const envoyServer = z.object({
  /** Envoy's own version, such as `1.35.1`; empty where it does not tell. */
  version: z.string(),
  /** `LIVE`, `DRAINING`, `PRE_INITIALIZING`, `INITIALIZING`. */
  state: z.string(),
  /** Seconds since it started; null where it does not tell. */
  uptime: z.number().nullable(),
});
export type EnvoyServer = z.infer<typeof envoyServer>;

const answer = z.object({ version: z.string(), state: text, uptime_current_epoch: text });

/** What `/server_info` says (envoy.admin.v3.ServerInfo), or why it cannot be read. */
export function readServerInfo(body: string): Result<EnvoyServer, string> {
  const read = readAnswer(body, answer, serverInfoPath);
  if (!read.ok) return read;
  const { version, state, uptime_current_epoch } = read.value;
  // `commit/version/status/type/SSL`; a build of Istio's writes its own version at the second place.
  const parts = version.split('/');
  return ok({
    version: parts.length > 2 ? (parts.find((part) => /^\d+\.\d+/.test(part)) ?? version) : version,
    // The first of the enum is LIVE, which protobuf's JSON may leave out.
    state: state || 'LIVE',
    uptime: /^\d+(\.\d+)?s$/.test(uptime_current_epoch) ? Number.parseFloat(uptime_current_epoch) : null,
  });
}
