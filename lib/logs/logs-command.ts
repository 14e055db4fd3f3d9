import type { TimeSelection } from '#lib/core/time.ts';
import { formatWindow } from '#lib/format/duration.ts';
import { shellWord } from '#lib/format/shell-word.ts';

interface Logged {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/**
 * The kubectl commands that print the same logs, one a line: the last `lines` lines of the window, of a moment that is over all since the
 * window began (kubectl has no end to give), or those of the containers that ran before.
 */
export function logsCommand(
  pods: readonly Logged[],
  { window, at }: TimeSelection,
  { previous, lines }: { readonly previous: boolean; readonly lines: number },
): string {
  const since =
    at === null
      ? `--since=${formatWindow(window)} --tail=${lines}`
      : `--since-time=${new Date((at - window) * 1000).toISOString().slice(0, 19)}Z`;
  const which = previous ? `--previous --tail=${lines}` : since;
  return pods
    .map(
      ({ namespace, pod, container }) =>
        `kubectl -n ${shellWord(namespace)} logs ${shellWord(pod)} -c ${shellWord(container)} ${which}`,
    )
    .join('\n');
}
