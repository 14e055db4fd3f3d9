import { expect, test } from 'vitest';
import type { FrameClock } from './frames.ts';
import { MotionSwitch } from './motion-switch.ts';

function stage() {
  const waiting = new Map<number, (now: number) => void>();
  let asked = 0;
  const clock: FrameClock = {
    request: (frame) => {
      asked += 1;
      waiting.set(asked, frame);
      return asked;
    },
    cancel: (id) => void waiting.delete(id),
  };
  const log: (string | number)[] = [];
  const motion = new MotionSwitch(clock, async () => {
    log.push('open');
    return { draw: (elapsed) => void log.push(elapsed), close: () => void log.push('close') };
  });
  /** The next frame, if one was asked for. */
  const frame = (now: number) => {
    const due = [...waiting];
    waiting.clear();
    for (const [, run] of due) run(now);
  };
  return { motion, log, frame, asked: () => asked, waiting };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const inSight = { hidden: false, reduced: false };

test('nothing is opened and no frame asked for while motion is unwelcome or the tab hidden', async () => {
  const { motion, log, asked } = stage();
  await settled();
  for (const conditions of [
    { hidden: true, reduced: false },
    { hidden: false, reduced: true },
  ]) {
    motion.set(conditions);
    await settled();
  }
  expect([log, asked()]).toEqual([[], 0]);
});

test('in sight a frame follows another, told how long ago the last was', async () => {
  const { motion, log, frame, waiting } = stage();
  motion.set(inSight);
  await settled();
  for (const now of [1000, 1016, 1032, 9000]) frame(now);
  expect(log).toEqual(['open', 0, 0.016, 0.016, 0.1]);
  expect(waiting.size).toBe(1);
});

test('a hidden tab asks for no more frames, and goes on where it was', async () => {
  const { motion, log, frame, waiting } = stage();
  motion.set(inSight);
  await settled();
  frame(1000);
  motion.set({ ...inSight, hidden: true });
  await settled();
  expect(waiting.size).toBe(0);
  motion.set(inSight);
  await settled();
  frame(60_000);
  expect(log).toEqual(['open', 0, 0]);
});

test('off leaves no layer and no frame, even while it was still being fetched', async () => {
  const running = stage();
  running.motion.set(inSight);
  await settled();
  running.frame(1000);
  running.motion.set({ ...inSight, reduced: true });
  await settled();
  expect(running.log).toEqual(['open', 0, 'close']);
  expect(running.waiting.size).toBe(0);
  const fetched = stage();
  fetched.motion.set(inSight);
  fetched.motion.close();
  await settled();
  expect([fetched.log, fetched.asked()]).toEqual([['open', 'close'], 0]);
});
