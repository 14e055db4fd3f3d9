'use client';
import { useQueryStates } from 'nuqs';
import { urlParser } from '#components/data/url-parser.ts';
import { flagCodec } from '#lib/url/codec.ts';
import { edgeCodec, nodeCodec } from '#lib/url/element-codec.ts';
import { leastDurationCodec, traceIdCodec } from '#lib/url/trace-codec.ts';

/** What the link says of the page of traces: of which edge or node, which of them, and the one that is open. */
export const traceParams = {
  edge: urlParser(edgeCodec),
  node: urlParser(nodeCodec),
  errors: urlParser(flagCodec).withDefault(flagCodec.fallback),
  min: urlParser(leastDurationCodec),
  trace: urlParser(traceIdCodec),
};

export const useTraceParams = () => useQueryStates(traceParams, { history: 'replace' });
