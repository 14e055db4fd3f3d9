import { z } from 'zod';
import { errorCode } from '#lib/core/error-code.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { envoyCertificate } from '#lib/envoy/certificates.ts';
import { envoyCluster } from '#lib/envoy/clusters.ts';
import { difference } from '#lib/envoy/difference.ts';
import { envoyVirtualHost } from '#lib/envoy/routes.ts';
import { envoyServer } from '#lib/envoy/server-info.ts';
import { proxySync } from '#lib/envoy/sync-state.ts';
import { podProxyKind } from '#lib/mesh/pod-report.ts';

const proxyParts = ['summary', 'clusters', 'routes', 'endpoints', 'certificates', 'sync'] as const;
export const proxyPart = z.enum(proxyParts);
export type ProxyPart = z.infer<typeof proxyPart>;

/** Something that could not be had: the rest of the answer stands without it. */
const missingPart = z.object({
  what: z.string(),
  code: errorCode,
  message: z.string(),
  cure: z.string().nullable(),
});
export type MissingPart = z.infer<typeof missingPart>;

/** GET /api/v1/proxy: what the proxy of one pod says itself, beside what the configuration declares. Null is what was not asked. */
export const proxyResponse = z.object({
  pod: objectRef,
  part: proxyPart,
  /** When it was asked. */
  at: epochSeconds,
  proxy: podProxyKind,
  /** Why the pod has no Envoy to ask; null where it has. */
  noEnvoy: z.string().nullable(),
  server: envoyServer.nullable(),
  totals: z
    .object({ clusters: z.number(), hosts: z.number(), ejected: z.number(), unhealthy: z.number() })
    .nullable(),
  clusters: z.array(envoyCluster).nullable(),
  routes: z.array(envoyVirtualHost).nullable(),
  certificates: z.array(envoyCertificate).nullable(),
  sync: proxySync.extend({ istiod: z.string() }).nullable(),
  /** Elements of the answers beyond the bound, and such as had another shape. */
  more: z.number(),
  unread: z.number(),
  differences: z.array(difference),
  missing: z.array(missingPart),
  /** What was asked of whom, and what it cost. */
  asked: z.array(
    z.object({ pod: z.string(), port: z.number(), path: z.string(), bytes: z.number(), ms: z.number() }),
  ),
});
export type ProxyResponse = z.infer<typeof proxyResponse>;
