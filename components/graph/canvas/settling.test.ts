import cytoscape, { type Core } from 'cytoscape';
import { expect, test } from 'vitest';
import { Settling } from './settling.ts';

function graph(lines: number): Core {
  return cytoscape({
    headless: true,
    elements: [
      { data: { id: 'a' }, position: { x: 0, y: 0 } },
      { data: { id: 'b' }, position: { x: 10, y: 0 } },
      ...Array.from({ length: lines }, (_, i) => ({ data: { id: `e${i}`, source: 'a', target: 'b' } })),
    ],
    layout: { name: 'preset' },
  });
}

/** Tasks that run when the test says so. */
function tasks() {
  const waiting: (() => void)[] = [];
  return {
    waiting,
    later: (act: () => void) => {
      waiting.push(act);
      return () => void waiting.splice(waiting.indexOf(act), 1);
    },
    runAll() {
      let run = 0;
      for (let act = waiting.shift(); act; act = waiting.shift()) {
        act();
        run += 1;
      }
      return run;
    },
  };
}

/** The library's types leave this out. */
const isBatching = (cy: Core): boolean =>
  'batching' in cy && typeof cy.batching === 'function' && cy.batching() === true;

const moveTo = (cy: Core, x: number) => () => void cy.getElementById('a').position({ x, y: 5 });

test('many lines follow their nodes in tasks of their own, and nothing is drawn before', () => {
  const cy = graph(1000);
  const { later, waiting, runAll } = tasks();
  new Settling(cy, later).around(moveTo(cy, 7));
  expect(cy.getElementById('a').position()).toEqual({ x: 7, y: 5 });
  expect(isBatching(cy)).toBe(true);
  expect(waiting).toHaveLength(1);
  expect(runAll()).toBeGreaterThan(2);
  expect(isBatching(cy)).toBe(false);
  expect(cy.getElementById('a').position()).toEqual({ x: 7, y: 5 });
  expect(cy.getElementById('b').position()).toEqual({ x: 10, y: 0 });
});

test('few lines are drawn with their nodes', () => {
  const cy = graph(20);
  const { later, waiting } = tasks();
  new Settling(cy, later).around(moveTo(cy, 7));
  expect(cy.getElementById('a').position('x')).toBe(7);
  expect(isBatching(cy)).toBe(false);
  expect(waiting).toHaveLength(0);
});

test('another move takes over, and one batch is open', () => {
  const cy = graph(1000);
  const { later, waiting, runAll } = tasks();
  const settling = new Settling(cy, later);
  settling.around(moveTo(cy, 7));
  waiting.shift()?.();
  settling.around(moveTo(cy, 9));
  expect(waiting).toHaveLength(1);
  runAll();
  expect(isBatching(cy)).toBe(false);
  expect(cy.getElementById('a').position('x')).toBe(9);
});

test('what is left can be done at once, for a picture', () => {
  const cy = graph(1000);
  const { later, waiting } = tasks();
  const settling = new Settling(cy, later);
  settling.around(moveTo(cy, 7));
  settling.finish();
  expect(isBatching(cy)).toBe(false);
  expect(waiting).toHaveLength(0);
});

test('a move that fails leaves no batch open', () => {
  const cy = graph(1000);
  const { later, waiting } = tasks();
  const fail = () => {
    throw new Error('no places');
  };
  expect(() => new Settling(cy, later).around(fail)).toThrow('no places');
  expect(isBatching(cy)).toBe(false);
  expect(waiting).toHaveLength(0);
});
