'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import type { FindingLevel } from '#lib/core/finding.ts';
import { flagCodec } from '#lib/url/codec.ts';
import {
  causeCodec,
  levelsCodec,
  type NewSince,
  newSinceCodec,
  wordsCodec,
} from '#lib/url/findings-codec.ts';
import { expressionCodec } from '#lib/url/graph-codec.ts';

/** What the link says of the findings page. Namespaces belong to the whole product. */
export const findingParams = {
  level: urlParser(levelsCodec).withDefault(levelsCodec.fallback),
  kind: urlParser(wordsCodec).withDefault(wordsCodec.fallback),
  code: urlParser(wordsCodec).withDefault(wordsCodec.fallback),
  q: urlParser(expressionCodec).withDefault(expressionCodec.fallback),
  since: urlParser(newSinceCodec),
  suppressed: urlParser(flagCodec).withDefault(flagCodec.fallback),
  cause: urlParser(causeCodec),
};

export interface FindingParams {
  readonly level: readonly FindingLevel[];
  readonly kind: readonly string[];
  readonly code: readonly string[];
  readonly q: string;
  readonly since: NewSince | null;
  readonly suppressed: boolean;
  readonly cause: string | null;
}

export interface FindingParamsState {
  readonly params: FindingParams;
  change(next: Partial<FindingParams>): void;
  /** Nothing asked for; the cause that is looked at stays. */
  clear(): void;
}

/** Which findings are asked for, kept in the address. */
export function useFindingParams(): FindingParamsState {
  const [params, set] = useQueryStates(findingParams, { history: 'replace' });
  return useMemo(
    () => ({
      params,
      change: (next) => void set(next),
      clear: () => void set({ level: null, kind: null, code: null, q: null, since: null }),
    }),
    [params, set],
  );
}
