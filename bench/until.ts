import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `holds` does, asking again and again; throws with `what` after `seconds`. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s for: ${what}`);
    await wait(200);
  }
}
