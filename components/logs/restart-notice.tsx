import { RotateCcw } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { PodLog } from '#lib/api/logs-contract.ts';
import { formatCount } from '#lib/format/number.ts';
import { useLogsParams } from './logs-params.ts';

/** So many pods are named. */
const most = 3;

/** Proxies that were restarted: what they logged before is another log. */
export function RestartNotice({ pods }: { pods: readonly PodLog[] }) {
  const { params, change } = useLogsParams();
  const restarted = pods.filter(({ restarts }) => (restarts ?? 0) > 0);
  if (restarted.length === 0 || params.previous) return null;
  const named = restarted.slice(0, most).map(({ pod, restarts }) => `${pod} ${times(restarts ?? 0)}`);
  const rest = restarted.length > most ? ` and ${restarted.length - most} more` : '';
  return (
    <Notice icon={RotateCcw}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="wrap-anywhere min-w-60 flex-1">
          {`The proxy was restarted: ${named.join(', ')}${rest}. What it logged last before that is in the log of the container that ran then.`}
        </p>
        <Button look="outline" onClick={() => change({ previous: true })}>
          Previous container
        </Button>
      </div>
    </Notice>
  );
}

const times = (count: number): string => (count === 1 ? 'once' : `${formatCount(count)} times`);
