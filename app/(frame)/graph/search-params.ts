import { urlParser } from '#components/data/url-parser.ts';
import { flagCodec } from '#lib/url/codec.ts';
import { boxKindsCodec, edgeModeCodec, rankCodec } from '#lib/url/drawing-codec.ts';
import { closingsCodec, expressionCodec, labelsCodec, sortCodec } from '#lib/url/graph-codec.ts';
import { layersCodec } from '#lib/url/layer-codec.ts';

/** What the link says of this page alone. Time, namespaces and selection belong to the whole product. */
export const graphSearchParams = {
  labels: urlParser(labelsCodec).withDefault(labelsCodec.fallback),
  layers: urlParser(layersCodec),
  boxes: urlParser(boxKindsCodec).withDefault(boxKindsCodec.fallback),
  edges: urlParser(edgeModeCodec).withDefault(edgeModeCodec.fallback),
  rank: urlParser(rankCodec),
  animate: urlParser(flagCodec).withDefault(flagCodec.fallback),
  expanded: urlParser(closingsCodec).withDefault(closingsCodec.fallback),
  collapsed: urlParser(closingsCodec).withDefault(closingsCodec.fallback),
  list: urlParser(flagCodec).withDefault(flagCodec.fallback),
  find: urlParser(expressionCodec).withDefault(expressionCodec.fallback),
  hide: urlParser(expressionCodec).withDefault(expressionCodec.fallback),
  sort: urlParser(sortCodec).withDefault(sortCodec.fallback),
};
