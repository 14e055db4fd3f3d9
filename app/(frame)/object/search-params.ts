import type { ObjectRef } from '#lib/core/object-ref.ts';
import { readObjectRef } from '#lib/url/object-codec.ts';

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The object that the link names; null when it names none. */
export function objectOf(params: SearchParams): ObjectRef | null {
  return readObjectRef((name) => {
    const value = params[name];
    return typeof value === 'string' ? value : null;
  });
}
