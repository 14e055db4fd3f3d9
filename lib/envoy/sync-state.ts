import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { each, readAnswer, text } from './read-answer.ts';

export const syncPath = '/debug/syncz';

const parts = ['cluster', 'listener', 'endpoint', 'route', 'extensionconfig'] as const;

/** What istiod sent a proxy of one kind of configuration, and what the proxy said to it. */
const syncPart = z.object({
  part: z.enum(parts),
  state: z.enum(['synced', 'stale', 'never-acknowledged', 'not-sent']),
  /** Nonces; empty where there is none. */
  sent: z.string(),
  acked: z.string(),
  /** Why the proxy refused it; empty where istiod does not tell. */
  error: z.string(),
});
export type SyncPart = z.infer<typeof syncPart>;

/** What one istiod knows of one proxy. */
export const proxySync = z.object({ istioVersion: z.string(), parts: z.array(syncPart) });
export type ProxySync = z.infer<typeof proxySync>;

const resource = z.object({ sent: text, acked: text, lastError: text });
const status = z.object({
  proxy: z.string(),
  istio_version: text,
  resources: z.record(z.string(), resource).catch({}),
  ...Object.fromEntries(
    parts.flatMap((part) => [[`${part}_sent`, text] as const, [`${part}_acked`, text] as const]),
  ),
});

/**
 * What istiod's `/debug/syncz` says of a pod's proxy (SyncStatus, istio/istio pilot/pkg/xds/debug.go); null where this istiod does
 * not serve it.
 */
export function readSync(
  body: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Result<ProxySync | null, string> {
  const read = readAnswer(body, each(status), syncPath);
  if (!read.ok) return read;
  const id = `${name}.${namespace}`;
  const own = read.value.items.find(({ proxy }) => proxy === id || proxy.split('~')[2] === id);
  if (own === undefined) return ok(null);
  const fields: Readonly<Record<string, unknown>> = own;
  return ok({
    istioVersion: own.istio_version,
    parts: parts.map((part) => {
      const sent = text.parse(fields[`${part}_sent`]);
      const acked = text.parse(fields[`${part}_acked`]);
      return { part, state: stateOf(sent, acked), sent, acked, error: errorOf(own.resources, sent) };
    }),
  });
}

/** As istioctl proxy-status reads the pair. */
function stateOf(sent: string, acked: string): SyncPart['state'] {
  if (sent === '') return 'not-sent';
  if (acked === '') return 'never-acknowledged';
  return sent === acked ? 'synced' : 'stale';
}

/** Newer istiods list the resources a second time, by type and with the last refusal; a nonce is of one of them alone. */
const errorOf = (resources: z.output<typeof status>['resources'], sent: string): string =>
  (sent === '' ? undefined : Object.values(resources).find((each) => each.sent === sent))?.lastError ?? '';
