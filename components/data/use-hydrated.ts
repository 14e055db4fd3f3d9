'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether scripts run on the page already: false in the HTML that the server sent, true from hydration on. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
