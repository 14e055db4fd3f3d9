import type { LogLine, LogsResponse, PodLog } from '#lib/api/logs-contract.ts';

/** A line that is looked at, and the answer that it is of: pods are counted anew in each. */
export interface OpenedLine {
  readonly line: LogLine;
  readonly data: LogsResponse;
}

/** What tells a line from others, in any answer. */
export const lineKey = ({ at, pod, raw }: LogLine, { pods }: { readonly pods: readonly PodLog[] }): string =>
  `${pods[pod]?.namespace}/${pods[pod]?.pod} ${at} ${raw}`;

/** The line as it stands in a newer answer; as it was where it is not there any more. */
export function reopened(opened: OpenedLine, data: LogsResponse): OpenedLine {
  if (opened.data === data) return opened;
  const key = lineKey(opened.line, opened.data);
  const line = data.lines.find((each) => lineKey(each, data) === key);
  return line === undefined ? opened : { line, data };
}
