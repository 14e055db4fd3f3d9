/** What Istio calls the kinds of references that IST0101 tells apart, by Weft's words for them. */
export const referenceTypes: Readonly<Record<string, string>> = {
  host: 'host',
  'mirror host': 'mirror host',
  port: 'host:port',
  subset: 'host+subset in destinationrule',
  'mirror subset': 'mirror+subset in destinationrule',
  gateway: 'gateway',
  selector: 'selector',
  credential: 'credentialName',
  namespace: 'namespace',
};
