'use client';
import { lazy, Suspense, useEffect, useState } from 'react';

const TipLayer = lazy(() => import('./tip-layer.tsx').then((module) => ({ default: module.TipLayer })));

/** The hints of the page, fetched when somebody first moves the pointer or presses a key: before that nothing can ask for one. */
export function Tips() {
  const [met, setMet] = useState(false);
  useEffect(() => {
    const meeting = new AbortController();
    const meet = () => {
      meeting.abort();
      setMet(true);
    };
    for (const event of ['pointermove', 'keydown'])
      document.addEventListener(event, meet, { signal: meeting.signal });
    return () => meeting.abort();
  }, []);
  return <Suspense>{met ? <TipLayer /> : null}</Suspense>;
}
