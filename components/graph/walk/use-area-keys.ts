'use client';
import { type RefObject, useEffect, useRef } from 'react';

interface AreaHandlers {
  readonly onKey: (event: KeyboardEvent) => void;
  /** The area has the focus, by a key and not by a press. */
  readonly onCome: () => void;
  readonly onLeave: () => void;
  readonly onPoint: () => void;
}

/** Hears keys while `area` itself has the focus, and how it comes and goes; also when it had the focus before. */
export function useAreaKeys(area: RefObject<HTMLElement | null>, handlers: AreaHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const on = area.current;
    if (!on) return;
    const key = (event: KeyboardEvent) => {
      if (event.target === on && !event.defaultPrevented) latest.current.onKey(event);
    };
    const come = () => {
      if (on.matches(':focus-visible')) latest.current.onCome();
    };
    const leave = () => latest.current.onLeave();
    const point = () => latest.current.onPoint();
    come();
    on.addEventListener('keydown', key);
    on.addEventListener('focus', come);
    on.addEventListener('blur', leave);
    on.addEventListener('pointerdown', point);
    return () => {
      on.removeEventListener('keydown', key);
      on.removeEventListener('focus', come);
      on.removeEventListener('blur', leave);
      on.removeEventListener('pointerdown', point);
    };
  }, [area]);
}
