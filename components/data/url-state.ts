'use client';
import { useQueryState, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { namespacesCodec } from '#lib/url/graph-codec.ts';
import { atCodec, windowCodec } from '#lib/url/time-codec.ts';
import { urlParser } from './url-parser.ts';

export const timeParsers = {
  window: urlParser(windowCodec).withDefault(windowCodec.fallback),
  at: urlParser(atCodec),
};

export interface TimeState {
  readonly selection: TimeSelection;
  setWindow(window: Seconds): void;
  /** Freezes the whole product at `at`; null follows the present again. */
  freeze(at: EpochSeconds | null): void;
}

/** The one time control of the product, kept in the link. */
export function useTime(): TimeState {
  const [state, setState] = useQueryStates(timeParsers, { history: 'push' });
  return useMemo(
    () => ({
      selection: { window: state.window, at: state.at },
      setWindow: (window) => void setState({ window }),
      freeze: (at) => void setState({ at }),
    }),
    [state.window, state.at, setState],
  );
}

export const namespacesParser = urlParser(namespacesCodec).withDefault(namespacesCodec.fallback);

/** The namespaces looked at, kept in the link; none means all. */
export function useNamespaces() {
  return useQueryState('ns', namespacesParser);
}
