'use client';
import { cloneElement, lazy, Suspense, useState } from 'react';
import type { FloatingProps } from './floating-props.ts';

const load = () => import('./floating-panel.tsx');
const FloatingPanel = lazy(() => load().then((module) => ({ default: module.FloatingPanel })));

/**
 * A panel that opens beside its trigger; Esc and a click outside close it, the focus goes back. What positions it is
 * fetched when the pointer comes near: the graph is usable before.
 */
export function Floating(props: FloatingProps) {
  const [asked, setAsked] = useState(false);
  const closed = cloneElement(props.trigger, {
    onClick: () => setAsked(true),
    onPointerEnter: () => void load(),
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
  });
  if (!asked) return closed;
  return (
    <Suspense fallback={closed}>
      <FloatingPanel {...props} />
    </Suspense>
  );
}
