import { plural } from '#lib/format/ellipsis.ts';
import type { HealthStatus } from '#lib/graph/model.ts';
import type { PodContainer, PodReport } from '#lib/mesh/pod-report.ts';

/** How a pod is, as a glyph and words: never by colour alone. */
export interface PodState {
  readonly status: HealthStatus;
  readonly word: string;
}

/** Reasons to wait that are part of any start. */
const starting = new Set(['ContainerCreating', 'PodInitializing']);

export function podState({ ending, ready, phase, reason, containers }: PodReport): PodState {
  if (ending) return { status: 'idle', word: 'Ending' };
  if (ready) return { status: 'healthy', word: 'Ready' };
  const waits = containers.find(({ state }) => state.is === 'waiting' && !starting.has(state.reason));
  if (waits !== undefined) return { status: 'failing', word: waits.state.reason || 'Waiting' };
  if (phase === 'Failed') return { status: 'failing', word: reason || 'Failed' };
  if (phase === 'Pending') return { status: 'degraded', word: 'Pending' };
  return { status: 'degraded', word: 'Not ready' };
}

/** What a container does, in words: `running`, `waiting: CrashLoopBackOff`, `ended: Completed, exit code 0`. */
export function containerText({ is, reason, exitCode }: PodContainer['state']): string {
  if (is === '') return 'not told';
  const what = is === 'terminated' ? 'ended' : is;
  const why = [reason, exitCode === null ? '' : `exit code ${exitCode}`].filter(Boolean).join(', ');
  return why === '' ? what : `${what}: ${why}`;
}

export const restartsOf = ({ containers }: Pick<PodReport, 'containers'>): number =>
  containers.reduce((sum, { restarts }) => sum + (restarts ?? 0), 0);

export const restartsText = (restarts: number): string => plural(restarts, 'restart');
