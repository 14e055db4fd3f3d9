'use client';
import { type RefObject, useEffect } from 'react';
import { useReducedMotion } from '#components/ui/use-reduced-motion.ts';
import type { GraphCanvas } from '../canvas/graph-canvas.ts';
import { browserFrames } from './frames.ts';
import { MotionSwitch } from './motion-switch.ts';

/** Dots along the edges while this is on the page; they stand still in a hidden tab and are not there when motion is unwelcome. */
export function TrafficMotion({ canvas }: { readonly canvas: RefObject<GraphCanvas | null> }) {
  const reduced = useReducedMotion();
  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn) return;
    const motion = new MotionSwitch(browserFrames, async () => {
      const { TrafficLayer } = await import('./traffic-layer.ts');
      return new TrafficLayer(drawn.stage());
    });
    const decide = () => motion.set({ hidden: document.hidden, reduced });
    decide();
    document.addEventListener('visibilitychange', decide);
    return () => {
      document.removeEventListener('visibilitychange', decide);
      motion.close();
    };
  }, [canvas, reduced]);
  return null;
}
