import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gridLayout } from '#lib/layout/grid.ts';
import type { LayoutGraph, Positions } from '#lib/layout/layout-graph.ts';
import type { LayoutAnswer } from './layout-protocol.ts';

type Ask = { readonly id: number; readonly engine: string; readonly graph: LayoutGraph };
type Answer = (ask: Ask) => LayoutAnswer | 'fails' | null;

let answer: Answer = () => null;
let ended = 0;

/** A worker that answers as the test says; null for one that is busy for ever. */
class FakeWorker extends EventTarget {
  postMessage(ask: Ask) {
    const data = answer(ask);
    if (data === null) return;
    queueMicrotask(() =>
      this.dispatchEvent(
        data === 'fails' ? new Event('error') : Object.assign(new Event('message'), { data }),
      ),
    );
  }
  terminate() {
    ended += 1;
  }
}

const box = (i: number) => ({ id: `n${i}`, boxes: ['shop'], width: 100, height: 30 });
const graph: LayoutGraph = {
  nodes: [box(0), box(1), box(2)],
  edges: [{ id: 'e', source: 'n0', target: 'n1' }],
};
const made: Positions = { n0: { x: 1, y: 1 }, n1: { x: 2, y: 2 }, n2: { x: 3, y: 3 } };

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  ended = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const request = async (signal = new AbortController().signal) => {
  const { requestLayout } = await import('./layout-client.ts');
  return requestLayout(graph, signal);
};

test('what the engine answers is the layout', async () => {
  answer = ({ id }) => ({ id, positions: made });
  expect(await request()).toEqual({ positions: made, fellBack: null });
});

test('an engine that does not answer is ended, and a cheaper one asked', async () => {
  const asked: string[] = [];
  answer = ({ id, engine }) => {
    asked.push(engine);
    return engine === 'force' ? { id, positions: made } : null;
  };
  const result = request();
  await vi.advanceTimersByTimeAsync(9000);
  expect(await result).toEqual({ positions: made, fellBack: null });
  expect([asked, ended]).toEqual([['layered', 'force'], 1]);
});

test('after ten seconds in all a grid is drawn, and the reason told', async () => {
  answer = () => null;
  const result = request();
  let done = false;
  void result.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(9999);
  expect(done).toBe(false);
  await vi.advanceTimersByTimeAsync(2);
  expect(await result).toEqual({
    positions: gridLayout(graph),
    fellBack: 'The layout took longer than 10 s.',
  });
  expect(ended).toBe(2);
});

test('a worker that cannot run, or an engine that fails, ends in a grid too', async () => {
  answer = () => 'fails';
  expect((await request()).fellBack).toBe('The layout worker could not run.');
  answer = ({ id }) => ({ id, error: 'The engine gave up.' });
  expect(await request()).toEqual({ positions: gridLayout(graph), fellBack: 'The engine gave up.' });
});

test('a layout that is asked for no more ends its worker and asks for no other', async () => {
  const asked: string[] = [];
  answer = ({ engine }) => {
    asked.push(engine);
    return null;
  };
  const abort = new AbortController();
  const result = request(abort.signal);
  await vi.advanceTimersByTimeAsync(100);
  abort.abort();
  await result;
  expect([asked, ended]).toEqual([['layered'], 1]);
});
