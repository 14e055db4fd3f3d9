'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import type { FindingLevel } from '#lib/core/finding.ts';
import { type Manager, managersCodec, type ObjectSort, objectSortCodec } from '#lib/url/config-codec.ts';
import { levelsCodec, wordsCodec } from '#lib/url/findings-codec.ts';
import { expressionCodec } from '#lib/url/graph-codec.ts';

/** What the link says of the configuration page. Namespaces belong to the whole product. */
export const configParams = {
  kind: urlParser(wordsCodec).withDefault(wordsCodec.fallback),
  level: urlParser(levelsCodec).withDefault(levelsCodec.fallback),
  code: urlParser(wordsCodec).withDefault(wordsCodec.fallback),
  manager: urlParser(managersCodec).withDefault(managersCodec.fallback),
  q: urlParser(expressionCodec).withDefault(expressionCodec.fallback),
  sort: urlParser(objectSortCodec).withDefault(objectSortCodec.fallback),
};

export interface ConfigParams {
  readonly kind: readonly string[];
  readonly level: readonly FindingLevel[];
  readonly code: readonly string[];
  readonly manager: readonly Manager[];
  readonly q: string;
  readonly sort: ObjectSort;
}

export interface ConfigParamsState {
  readonly params: ConfigParams;
  change(next: Partial<ConfigParams>): void;
  /** Nothing asked for; the order stays. */
  clear(): void;
}

/** Which objects are asked for, kept in the address. */
export function useConfigParams(): ConfigParamsState {
  const [params, set] = useQueryStates(configParams, { history: 'replace' });
  return useMemo(
    () => ({
      params,
      change: (next) => void set(next),
      clear: () => void set({ kind: null, level: null, code: null, manager: null, q: null }),
    }),
    [params, set],
  );
}
