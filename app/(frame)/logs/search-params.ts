import { urlParser } from '#components/data/url-parser.ts';
import { edgeCodec, nodeCodec } from '#lib/url/element-codec.ts';

/** The edge or the node whose proxies' logs are read. Time and view belong to the whole product. */
export const logsSearchParams = {
  edge: urlParser(edgeCodec),
  node: urlParser(nodeCodec),
};
