/** Called by Next once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  // `next build` loads this file too: it has no settings and nothing to watch.
  if (process.env.NEXT_PHASE === 'phase-production-build') return;
  const { serve } = await import('./server/serve.ts');
  serve();
}
