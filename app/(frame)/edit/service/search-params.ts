import { readServiceLink, type ServiceLink } from '#lib/url/service-codec.ts';

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The Service that the link names; null when it names none. */
export function serviceOf(params: SearchParams): ServiceLink | null {
  return readServiceLink((name) => {
    const value = params[name];
    return typeof value === 'string' ? value : null;
  });
}
