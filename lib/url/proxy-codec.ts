import { type Codec, oneOf } from './codec.ts';

/** What is looked at of a pod: the pod itself, then its proxy. */
export const proxyTabs = [
  'pod',
  'summary',
  'clusters',
  'routes',
  'endpoints',
  'certificates',
  'sync',
] as const;
export type ProxyTab = (typeof proxyTabs)[number];

export const proxyTabCodec: Codec<ProxyTab> = oneOf(proxyTabs);

/** A pod by its name; whether there is such a pod is for the server to say. */
export const podNameCodec: Codec<string | null> = {
  parse: (text) => (/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(text) ? text : null),
  serialize: (name) => name ?? '',
  fallback: null,
};
