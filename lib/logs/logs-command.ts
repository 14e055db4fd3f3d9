import { formatWindow } from '#lib/format/duration.ts';

interface Logged {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** The kubectl commands that print the same logs, one a line: of the last `window` seconds, or of the containers that ran before. */
export function logsCommand(pods: readonly Logged[], window: number, previous: boolean): string {
  const which = previous ? '--previous' : `--since=${formatWindow(window)}`;
  return pods
    .map(({ namespace, pod, container }) => `kubectl -n ${namespace} logs ${pod} -c ${container} ${which}`)
    .join('\n');
}
