'use client';
import { type RefObject, useEffect, useState } from 'react';
import type { GraphCanvas } from './canvas/graph-canvas.ts';
import { isBeyond } from './canvas/overview.ts';

/** Whether a part of what is drawn lies outside what is on screen; looked at once a frame in which something changed. */
export function useBeyond(canvas: RefObject<GraphCanvas | null>, ready: boolean): boolean {
  const [beyond, setBeyond] = useState(false);
  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn || !ready) return;
    let last: boolean | null = null;
    const look = () => {
      const now = isBeyond(drawn.overview());
      if (now !== last) setBeyond(now);
      last = now;
    };
    look();
    return drawn.watch(look);
  }, [canvas, ready]);
  return beyond;
}
