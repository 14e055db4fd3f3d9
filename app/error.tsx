'use client';
import { Button } from '#components/ui/button.tsx';

/** A page that could not be drawn. What is thrown here is a defect of Weft: the message says no more than its digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    // As `Failure` looks, without it: every page loads this one at its start, and it must not need anything fetched later.
    <div className="flex h-full min-h-dvh items-center justify-center p-6">
      <div className="flex max-w-120 flex-col items-start gap-2">
        <h2 className="font-semibold text-base">This page could not be drawn</h2>
        <p className="text-muted">
          The mesh is not affected. The browser console and the log of the Weft server say more.
        </p>
        <p>Try again; if it stays, reload the page.</p>
        {error.digest ? <p className="font-mono text-faint text-xs">request {error.digest}</p> : null}
        <Button look="outline" className="mt-2" onClick={reset}>
          Try again
        </Button>
      </div>
    </div>
  );
}
