import { serviceFqdn } from '#lib/istio/hosts.ts';

/** A Service that is split by version. */
export interface ServiceRef {
  readonly namespace: string;
  readonly name: string;
}

export const hostOf = ({ namespace, name }: ServiceRef): string => serviceFqdn(name, namespace);
