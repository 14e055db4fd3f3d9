'use client';
import type { ApiError } from '#components/data/api-error.ts';
import { useTime } from '#components/data/url-state.ts';
import { Button } from '#components/ui/button.tsx';
import { Failure } from '#components/ui/failure.tsx';

/** In the place of a graph that cannot be had: why, and from a moment without one the way back to the present. */
export function GraphFailure({ error: { code, message, cure, requestId } }: { error: ApiError }) {
  const { selection, freeze } = useTime();
  return (
    <div className="absolute inset-0 bg-bg">
      <Failure
        code={code}
        title="The graph cannot be shown"
        message={message}
        cure={cure}
        requestId={requestId}
        action={
          selection.at === null ? null : (
            <Button look="outline" onClick={() => void freeze(null)}>
              Follow the present
            </Button>
          )
        }
      />
    </div>
  );
}
