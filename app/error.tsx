'use client';
import { Failure } from '#components/ui/failure.tsx';

/** A page that could not be drawn. What is thrown here is a defect of Weft: the message says no more than its digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="h-full min-h-dvh">
      <Failure
        code="internal"
        title="This page could not be drawn"
        message="The mesh is not affected. The browser console and the log of the Weft server say more."
        cure="Try again; if it stays, reload the page."
        requestId={error.digest ?? null}
        onRetry={reset}
      />
    </div>
  );
}
