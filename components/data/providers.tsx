'use client';
import './jitless.ts';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { pagePaths } from '#lib/url/paths.ts';
import { asApiError } from './api-error.ts';

/** Errors that asking again will not mend. */
const settled = new Set(['bad-request', 'unauthenticated', 'forbidden', 'not-found', 'invalid', 'too-large']);

/** Whether anything was answered: whoever is sent to sign in then has been signed in before. */
let answered = false;

function toSignIn(error: unknown): void {
  if (asApiError(error).code !== 'unauthenticated' || window.location.pathname === '/sign-in') return;
  window.location.assign(pagePaths.signIn(`${window.location.pathname}${window.location.search}`, answered));
}

function makeClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: toSignIn,
      onSuccess: () => {
        answered = true;
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && !settled.has(asApiError(error).code),
        retryDelay: (attempt) => Math.min(8000, 700 * 2 ** attempt),
        networkMode: 'always',
      },
    },
  });
}

/** What every page needs around it: the cache of answers and the state kept in the link. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <NuqsAdapter>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </NuqsAdapter>
  );
}
