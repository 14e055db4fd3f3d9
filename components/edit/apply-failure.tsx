import { OctagonX } from 'lucide-react';
import { asApiError } from '#components/data/api-error.ts';
import { Notice } from '#components/ui/notice.tsx';

/** Why a write did not happen, or what stands of it; said at the button that asked for it. */
export function ApplyFailure({ error }: { error: unknown }) {
  const { message, cure } = asApiError(error);
  return (
    <div role="alert">
      <Notice icon={OctagonX} tone="fail" className="mb-3">
        {`${message} ${cure ?? ''}`}
      </Notice>
    </div>
  );
}
