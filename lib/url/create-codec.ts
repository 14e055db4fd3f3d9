import type { Codec } from './codec.ts';

/** The kind of which an object is created, by its name in Weft (`K8sGateway` is that of the Gateway API). */
export const newKindCodec: Codec<string> = {
  parse: (text) => (/^[A-Z][A-Za-z0-9]{1,62}$/.test(text) ? text : null),
  serialize: (kind) => kind,
  fallback: 'VirtualService',
};

/** The namespace in which it is created. */
export const newNamespaceCodec: Codec<string> = {
  parse: (text) => (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text) ? text : null),
  serialize: (namespace) => namespace,
  fallback: 'default',
};
