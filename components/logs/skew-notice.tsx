import { Clock } from 'lucide-react';
import { useMemo } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import type { LogsResponse } from '#lib/api/logs-contract.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { clockSkews } from '#lib/logs/clock-skew.ts';

/** Where clocks of pods differ: the order of their lines is that of their own clocks. */
export function SkewNotice({ data: { lines, pods } }: { data: LogsResponse }) {
  const skews = useMemo(() => clockSkews(lines, (pod) => pods[pod]?.side === 'caller'), [lines, pods]);
  const [worst] = skews;
  if (worst === undefined) return null;
  const others = skews.length === 1 ? '' : ` So do those of ${skews.length - 1} more pairs.`;
  return (
    <Notice icon={Clock} tone="warn">
      {`The clocks of ${pods[worst.ahead]?.pod} and ${pods[worst.behind]?.pod} differ: the first is ahead by ${formatLatency(worst.least)} or more, as requests show that both logged.${others} Lines stand by the clock of their own pod.`}
    </Notice>
  );
}
