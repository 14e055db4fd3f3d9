'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { type AskedGraph, graphTypeCodec, type ShownGraph } from '#lib/url/asked-graph.ts';
import { flagCodec } from '#lib/url/codec.ts';
import { trafficCodecs } from '#lib/url/traffic-codec.ts';
import { urlParser } from './url-parser.ts';
import { useNamespaces } from './url-state.ts';
import { useServicesShown } from './use-services-shown.ts';

const flag = urlParser(flagCodec).withDefault(flagCodec.fallback);

export const askedParsers = {
  graph: urlParser(graphTypeCodec).withDefault(graphTypeCodec.fallback),
  idle: flag,
  operations: flag,
  waypoints: flag,
  http: urlParser(trafficCodecs.http).withDefault(trafficCodecs.http.fallback),
  grpc: urlParser(trafficCodecs.grpc).withDefault(trafficCodecs.grpc.fallback),
  tcp: urlParser(trafficCodecs.tcp).withDefault(trafficCodecs.tcp.fallback),
  ambient: urlParser(trafficCodecs.ambient).withDefault(trafficCodecs.ambient.fallback),
};

/** Which graph is looked at and what it shows, kept in the link: going back returns to the one before. */
export function useGraphAsked(): readonly [AskedGraph, (change: Partial<AskedGraph>) => void] {
  const [asked, set] = useQueryStates(askedParsers, { history: 'push' });
  return useMemo(() => [asked, (change) => void set(change)], [asked, set]);
}

/** The graph on the page: what its nodes and edges are found in. */
export function useShownGraph(): ShownGraph {
  const [asked] = useGraphAsked();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  return useMemo(() => ({ asked, namespaces, services }), [asked, namespaces, services]);
}
