import { urlParser } from '#components/data/url-parser.ts';
import { nodeCodec } from '#lib/url/element-codec.ts';

/** The two nodes between which an edge is missed. Time and namespaces belong to the whole product. */
export const telemetrySearchParams = {
  from: urlParser(nodeCodec),
  to: urlParser(nodeCodec),
};
