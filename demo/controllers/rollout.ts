/** A ReplicaSet during a rollout: how many pods it should have, has, and has ready. */
export interface Scale {
  readonly desired: number;
  readonly present: number;
  readonly ready: number;
}

export interface RolloutInput {
  readonly replicas: number;
  readonly recreate: boolean;
  readonly maxSurge: string | number;
  readonly maxUnavailable: string | number;
  readonly current: Scale;
  /** Older ReplicaSets, oldest first. */
  readonly olds: readonly Scale[];
}

/**
 * The next desired sizes of a rollout, as the Deployment controller steps: surge rounded up, unavailability down, the new
 * ReplicaSet grows into the room the old ones leave, old ones shrink by what is ready beyond the minimum.
 */
export function nextScales(input: RolloutInput): { current: number; olds: number[] } {
  const { replicas, current, olds } = input;
  const oldPresent = sum(olds.map((old) => Math.max(old.desired, old.present)));
  if (input.recreate) {
    return { current: oldPresent === 0 ? replicas : current.desired, olds: olds.map(() => 0) };
  }
  const surge = portion(input.maxSurge, replicas, Math.ceil);
  const unavailable = portion(input.maxUnavailable, replicas, Math.floor);
  const oldDesired = sum(olds.map((old) => old.desired));
  if (oldDesired === 0) return { current: replicas, olds: olds.map(() => 0) };
  const room = Math.max(0, replicas + surge - current.desired - oldPresent);
  const next = Math.min(replicas, current.desired + room);

  // Pods that are not ready serve nobody: they go first, and cost no availability.
  const spare = replicas - Math.max(unavailable, surge === 0 && unavailable === 0 ? 1 : unavailable);
  const ready = Math.min(current.ready, current.desired) + sum(olds.map((old) => old.ready));
  let removable = Math.max(0, ready - spare);
  const shrunk = olds.map((old) => {
    const broken = Math.max(0, Math.min(old.desired, old.present - old.ready));
    const taken = Math.min(old.desired - broken, removable);
    removable -= taken;
    return old.desired - broken - taken;
  });
  return { current: next, olds: shrunk };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function portion(value: string | number, whole: number, round: (n: number) => number): number {
  if (typeof value === 'number') return value;
  return round((Number.parseFloat(value) / 100) * whole);
}
