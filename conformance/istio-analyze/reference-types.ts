/** What Istio calls the kinds of references that IST0101 tells apart, by Weft's words for them. */
export const referenceTypes: Readonly<Record<string, string>> = {
  host: 'host',
  'mirror host': 'mirror host',
  'host+subset in destinationrule': 'host+subset in destinationrule',
};
