'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import { canaryCodec, changeCodec, mirrorsCodec, ruleCodec, weightsCodec } from '#lib/url/split-codec.ts';

/** What the link says of the editor beside its object: a draft outlives a reload. */
export const splitParams = {
  rule: urlParser(ruleCodec),
  weights: urlParser(weightsCodec),
  mirrors: urlParser(mirrorsCodec),
  change: urlParser(changeCodec),
  canary: urlParser(canaryCodec),
};

export interface SplitParams {
  readonly rule: string | null;
  readonly weights: readonly number[] | null;
  readonly mirrors: readonly (number | null)[] | null;
  readonly change: string | null;
  readonly canary: string | null;
}

export interface SplitParamsState {
  readonly params: SplitParams;
  change(next: Partial<SplitParams>): void;
}

/** The draft of a split, kept in the address. */
export function useSplitParams(): SplitParamsState {
  const [params, set] = useQueryStates(splitParams, { history: 'replace' });
  return useMemo(() => ({ params, change: (next) => void set(next) }), [params, set]);
}
