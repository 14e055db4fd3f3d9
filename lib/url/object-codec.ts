import { clusterId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Codec } from './codec.ts';

/** The field of an object that a link leads to, as findings write it: `spec.http[0].route`; empty for none. */
export const fieldPathCodec: Codec<string> = {
  parse: (text) => (text.length <= 1000 ? text : null),
  serialize: (path) => path,
  fallback: '',
};

type Get = (name: string) => string | null | undefined;

/** The object that the parameters of `/object` name, or null when they do not name one. */
export function readObjectRef(get: Get): ObjectRef | null {
  const cluster = clusterId.safeParse(get('cluster'));
  const kind = get('kind');
  const name = get('name');
  if (!cluster.success || !kind || !name) return null;
  return {
    cluster: cluster.data,
    group: get('group') ?? '',
    kind,
    namespace: get('namespace') || null,
    name,
  };
}

/**
 * Where to go after signing in: a path of this site. Anything else, `//host` and `/\host` included, would send the person
 * and their trust elsewhere, and falls to the start page.
 */
export function readNextPath(text: string | null | undefined): string {
  if (!text || !/^\/(?![/\\])/.test(text)) return '/';
  const control = [...text].some((character) => character < ' ');
  return control || text.startsWith('/sign-in') ? '/' : text;
}
