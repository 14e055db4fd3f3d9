import { urlParser } from '#components/data/url-parser.ts';
import { nodeCodec } from '#lib/url/element-codec.ts';
import { podNameCodec, proxyTabCodec } from '#lib/url/proxy-codec.ts';

/** The node whose pods are looked at, which of them, and what of it. Time and view belong to the whole product. */
export const proxySearchParams = {
  node: urlParser(nodeCodec),
  pod: urlParser(podNameCodec),
  tab: urlParser(proxyTabCodec).withDefault(proxyTabCodec.fallback),
};
