'use client';
import { useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { type Selection, selectionCodec } from '#lib/url/graph-codec.ts';
import { urlParser } from './url-parser.ts';

export const selectionParser = urlParser(selectionCodec);

export interface SelectionState {
  readonly selection: Selection | null;
  set(selection: Selection | null): void;
}

/** What the inspector shows, kept in the link: going back returns to what was looked at before. */
export function useSelection(): SelectionState {
  const [selection, setSelection] = useQueryState('sel', selectionParser.withOptions({ history: 'push' }));
  return useMemo(() => ({ selection, set: (next) => void setSelection(next) }), [selection, setSelection]);
}
