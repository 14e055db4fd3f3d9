'use client';
import { useEffect, useState } from 'react';
import { Kbd } from './kbd.tsx';

interface Shown {
  readonly text: string;
  readonly keys: string | null;
  readonly style: { readonly left: number; readonly top: number; readonly transform: string };
}

const wait = 350;
const gap = 6;

/** Where a hint stands beside its owner, kept off the borders of the window. */
function placeOf(owner: Element): Shown['style'] {
  const { left, right, top, bottom } = owner.getBoundingClientRect();
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  switch (owner.getAttribute('data-tip-side')) {
    case 'right':
      return { left: right + gap, top: middle.y, transform: 'translateY(-50%)' };
    case 'left':
      return { left: left - gap, top: middle.y, transform: 'translate(-100%, -50%)' };
    case 'top':
      return { left: middle.x, top: top - gap, transform: shiftX(middle.x, '-100%') };
    default:
      return { left: middle.x, top: bottom + gap, transform: shiftX(middle.x, '0') };
  }
}

/** Near the right border a centred hint would leave the window. */
function shiftX(x: number, y: string): string {
  const room = 90;
  const share = x > window.innerWidth - room ? '-85%' : x < room ? '-15%' : '-50%';
  return `translate(${share}, ${y})`;
}

/** Draws the hints of the whole page: one listener instead of one a button. */
export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const hide = () => {
      if (timer) clearTimeout(timer);
      setShown(null);
    };
    const show = (event: Event) => {
      const owner = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      const text = owner?.getAttribute('data-tip');
      hide();
      if (!owner || !text) return;
      if (event.type === 'focusin' && !owner.matches(':focus-visible')) return;
      timer = setTimeout(() => {
        if (owner.isConnected)
          setShown({ text, keys: owner.getAttribute('data-tip-keys'), style: placeOf(owner) });
      }, wait);
    };
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', show);
    for (const event of ['pointerdown', 'keydown', 'scroll']) document.addEventListener(event, hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', show);
      for (const event of ['pointerdown', 'keydown', 'scroll'])
        document.removeEventListener(event, hide, true);
    };
  }, []);
  if (!shown) return null;
  return (
    <div
      role="tooltip"
      style={shown.style}
      className="pointer-events-none fixed z-50 flex max-w-80 items-center gap-2 rounded-sm border border-line bg-raised px-2 py-1 text-text text-xs shadow-float"
    >
      {shown.text}
      {shown.keys ? <Kbd keys={shown.keys} /> : null}
    </div>
  );
}
