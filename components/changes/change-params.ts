'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import { type ChangeSpan, changeSpanCodec, whoCodec } from '#lib/url/changes-codec.ts';
import { wordsCodec } from '#lib/url/findings-codec.ts';
import { expressionCodec } from '#lib/url/graph-codec.ts';

/** What the link says of the page of changes. Where it ends and the namespaces belong to the whole product. */
export const changeParams = {
  span: urlParser(changeSpanCodec).withDefault(changeSpanCodec.fallback),
  kind: urlParser(wordsCodec).withDefault(wordsCodec.fallback),
  who: urlParser(whoCodec).withDefault(whoCodec.fallback),
  q: urlParser(expressionCodec).withDefault(expressionCodec.fallback),
};

export interface ChangeParams {
  readonly span: ChangeSpan;
  readonly kind: readonly string[];
  readonly who: readonly string[];
  readonly q: string;
}

/** What of the changes is asked for, kept in the address. */
export function useChangeParams() {
  const [params, set] = useQueryStates(changeParams, { history: 'replace' });
  return useMemo(
    () => ({
      params,
      change: (next: Partial<ChangeParams>) => void set(next),
      clear: () => void set({ kind: null, who: null, q: null }),
    }),
    [params, set],
  );
}
