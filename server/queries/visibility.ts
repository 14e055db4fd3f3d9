import { createHmac, randomBytes } from 'node:crypto';
import type { Visibility } from '#lib/graph/filter.ts';
import type { Context } from '../context.ts';
import { shared } from './shared.ts';

/**
 * What the viewer may see. Names of hidden nodes become a keyed digest: the key lives as long as the process, so ids stay
 * the same between refreshes and a guessed name cannot be tried.
 */
export function visibilityOf({ viewer, prom }: Pick<Context, 'viewer' | 'prom'>): Visibility {
  const key = shared(prom, 'opaque-key', () => randomBytes(32));
  return {
    namespaces: viewer.namespaces,
    opaque: (id) => createHmac('sha256', key).update(id).digest('base64url').slice(0, 16),
  };
}
