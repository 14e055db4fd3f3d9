'use client';
import { useQueryState } from 'nuqs';
import { useCallback, useEffect, useState } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraph } from '#components/data/use-api.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { atCodec } from '#lib/url/time-codec.ts';

const atParser = urlParser(atCodec);

/** A handle that rests this long, in milliseconds, is where its person wants it. */
const rest = 120;

export interface Moment {
  /** The moment looked at, null for the present. */
  readonly at: EpochSeconds | null;
  /** What the handle points at and has not been asked for yet. */
  readonly draft: EpochSeconds | 'now' | null;
  /** Whether the graph of the moment is still to come. */
  readonly waiting: boolean;
  /** Whether it could not be had. */
  readonly failed: boolean;
  /** Points the handle at a moment. It is asked for when the handle rests and the last answer is there, never before. */
  point(at: EpochSeconds | 'now'): void;
  /** Goes to a moment at once; null follows the present. */
  go(at: EpochSeconds | null): void;
}

/** The moment of the whole product as the timeline moves it: leaving the present is a step of the history, moving on is none. */
export function useMoment(): Moment {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  const graph = useGraph(selection, namespaces, services);
  const [, setAt] = useQueryState('at', atParser);
  const [draft, setDraft] = useState<EpochSeconds | 'now' | null>(null);
  const { at } = selection;
  const waiting = at !== null && (graph.state === 'loading' || (graph.state === 'ready' && graph.previous));

  const go = useCallback(
    (next: EpochSeconds | null) => {
      setDraft(null);
      const crosses = (next === null) !== (at === null);
      void setAt(next, { history: crosses ? 'push' : 'replace' });
    },
    [at, setAt],
  );

  useEffect(() => {
    if (draft === null || waiting) return;
    const timer = setTimeout(() => go(draft === 'now' ? null : draft), rest);
    return () => clearTimeout(timer);
  }, [draft, waiting, go]);

  return { at, draft, waiting, failed: graph.state === 'failed', point: setDraft, go };
}
