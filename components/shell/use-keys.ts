'use client';
import { useEffect, useRef } from 'react';
import { useAllCommands } from './commands.tsx';
import { noKeys, pressKey } from './key-sequence.ts';

/** Inputs that take no letters. */
const letterless = /^(range|radio|checkbox)$/;

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !letterless.test(target.type);
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Listens for the keys of every command on screen, and for ⌘K or Ctrl-K everywhere, also while typing. */
export function useKeys(openPalette: () => void): void {
  const commands = useAllCommands();
  const latest = useRef({ commands, openPalette });
  latest.current = { commands, openPalette };
  useEffect(() => {
    let state = noKeys;
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.openPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      const anywhere = latest.current.commands.filter(({ within }) => within === undefined);
      const keys = anywhere.flatMap((command) => command.keys ?? []);
      const result = pressKey(state, event.key, event.timeStamp, keys);
      state = result.state;
      if (!result.done) return;
      event.preventDefault();
      anywhere.find((command) => command.keys === result.done)?.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
