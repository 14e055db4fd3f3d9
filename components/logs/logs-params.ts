'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { flagCodec, oneOf } from '#lib/url/codec.ts';
import { edgeCodec, nodeCodec } from '#lib/url/element-codec.ts';
import { expressionCodec } from '#lib/url/graph-codec.ts';
import { logLinesCodec } from '#lib/url/log-lines-codec.ts';
import { podNameCodec } from '#lib/url/proxy-codec.ts';

const flag = urlParser(flagCodec).withDefault(flagCodec.fallback);

/** The ends whose failures can be had logged; `none` while no change is reviewed. */
const offers = ['none', 'caller', 'callee', 'own'] as const;
const offerCodec = oneOf(offers);

/** What the link says of the page of logs. Time and view belong to the whole product. */
export const logsParams = {
  edge: urlParser(edgeCodec),
  node: urlParser(nodeCodec),
  q: urlParser(expressionCodec).withDefault(expressionCodec.fallback),
  errors: flag,
  previous: flag,
  access: flag,
  follow: flag,
  pod: urlParser(podNameCodec),
  lines: urlParser(logLinesCodec).withDefault(logLinesCodec.fallback),
  offer: urlParser(offerCodec).withDefault(offerCodec.fallback),
};

export interface LogsParams {
  readonly edge: EdgeId | null;
  readonly node: NodeId | null;
  /** Words that lines must have. */
  readonly q: string;
  readonly errors: boolean;
  readonly previous: boolean;
  /** Only lines of the access log. */
  readonly access: boolean;
  readonly follow: boolean;
  /** The one pod that is read; null for those that are looked at first. */
  readonly pod: string | null;
  /** So many lines from the end of each log are looked through. */
  readonly lines: number;
  /** The end for which the change is reviewed that has failures logged. */
  readonly offer: (typeof offers)[number];
}

export interface LogsParamsState {
  readonly params: LogsParams;
  change(next: Partial<LogsParams>): void;
}

export function useLogsParams(): LogsParamsState {
  const [params, set] = useQueryStates(logsParams, { history: 'replace' });
  return useMemo(() => ({ params, change: (next) => void set(next) }), [params, set]);
}
