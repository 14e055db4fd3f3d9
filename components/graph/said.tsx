'use client';
import { type ReactNode, useCallback, useEffect, useState } from 'react';

/** How long a word stands, in milliseconds. */
const stands = 2500;

/** A short word on what has just been done, such as that a link was copied: seen for a moment and read aloud. */
export function useSaid(): { readonly say: (text: string) => void; readonly said: ReactNode } {
  const [text, setText] = useState('');
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(() => setText(''), stands);
    return () => clearTimeout(timer);
  }, [text]);
  const said = (
    <p role="status" className="pointer-events-none absolute inset-x-0 bottom-3 z-20 flex justify-center">
      {text === '' ? null : (
        <span className="enter rounded-md border border-line bg-raised px-3 py-1 shadow-float">{text}</span>
      )}
    </p>
  );
  return { say: useCallback((next: string) => setText(next), []), said };
}

/** Puts a text on the clipboard and says whether that went well. */
export async function copyAndSay(text: string, what: string, say: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  } catch {
    say(`${what} not copied: this browser allows no access to the clipboard here`);
  }
}
