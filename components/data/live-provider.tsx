'use client';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { StreamEvent } from '#lib/api/stream-contract.ts';
import { type LiveLink, openLiveLink } from './live-link.ts';
import { renewAllFollowers, renewFollowers } from './renew-followers.ts';
import { useTime } from './url-state.ts';

/** Whether the live stream is open; until the first answer it is not. */
const LinkOpen = createContext(false);

export const useLinkOpen = (): boolean => useContext(LinkOpen);

/** Configuration can change many times a second (pods come and go): the first change shows at once, later ones at most this often. */
const snapshotPause = 1000;

function useInvalidate() {
  const client = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const nextAt = useRef(0);
  return (event: StreamEvent) => {
    const run = () => renewFollowers(client, event);
    if (event.type !== 'snapshot') return run();
    waiting.current ??= setTimeout(
      () => {
        waiting.current = null;
        nextAt.current = performance.now() + snapshotPause;
        run();
      },
      Math.max(0, nextAt.current - performance.now()),
    );
  };
}

/** Keeps the page's queries fresh by the live stream. A frozen page watches no window but still hears of sources. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { selection } = useTime();
  const [open, setOpen] = useState(false);
  const link = useRef<LiveLink | null>(null);
  const client = useQueryClient();
  // What a link missed that opens for the first time is little, and asked for by its first event.
  const heard = useRef<'nothing yet' | 'all' | 'a part'>('nothing yet');
  const invalidate = useInvalidate();
  const hear = useRef(invalidate);
  hear.current = invalidate;
  const watched = selection.at === null ? selection.window : null;
  const watchedRef = useRef(watched);
  watchedRef.current = watched;

  useEffect(() => {
    const connect = () => {
      link.current = openLiveLink((message) => {
        if (message.type === 'event') return hear.current(message.event);
        if (message.open && heard.current === 'a part') renewAllFollowers(client);
        if (message.open) heard.current = 'all';
        else if (heard.current === 'all') heard.current = 'a part';
        setOpen(message.open);
      });
      link.current.watch(watchedRef.current);
    };
    // A page restored from the back-forward cache said goodbye when it was hidden.
    const restore = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      link.current?.close();
      connect();
    };
    connect();
    window.addEventListener('pageshow', restore);
    return () => {
      window.removeEventListener('pageshow', restore);
      link.current?.close();
    };
  }, [client]);
  useEffect(() => link.current?.watch(watched), [watched]);

  return <LinkOpen.Provider value={open}>{children}</LinkOpen.Provider>;
}
