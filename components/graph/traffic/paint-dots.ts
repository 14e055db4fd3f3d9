import type { Palette } from '../canvas/palette.ts';
import type { Pen } from '../canvas/pen.ts';
import type { DotKind, Dots } from './dots.ts';

type Shape = (c: Pen, x: number, y: number, size: number) => void;

/** Each kind has a shape of its own, so that it is told apart without its colour. */
const shapes: Record<DotKind, Shape> = {
  request: (c, x, y, size) => {
    c.moveTo(x + size, y);
    c.arc(x, y, size, 0, Math.PI * 2);
  },
  tcp: (c, x, y, size) => {
    c.moveTo(x - size, y - size);
    c.lineTo(x + size, y - size);
    c.lineTo(x + size, y + size);
    c.lineTo(x - size, y + size);
    c.closePath();
  },
  failed: (c, x, y, size) => {
    const r = size * 2;
    c.moveTo(x, y - r);
    c.lineTo(x + r, y);
    c.lineTo(x, y + r);
    c.lineTo(x - r, y);
    c.closePath();
  },
};

const order: readonly DotKind[] = ['request', 'tcp', 'failed'];

/** Half the size of a dot at full size, in pixels; from afar it shrinks more slowly than lines do. */
const size = 2.1;

/** Paints all dots, one path for each kind; failures last, on top and with a rim. Dots of lines that step back are left out. */
export function paintDots(
  c: Pen,
  dots: Dots,
  zoom: number,
  p: Palette,
  hidden: (edge: string) => boolean,
): void {
  const colours: Record<DotKind, string> = { request: p.muted, tcp: p['tcp-line'], failed: p['fail-line'] };
  const across = size / Math.sqrt(zoom);
  const all = Map.groupBy(dots, ({ kind }) => kind);
  for (const kind of order) {
    c.beginPath();
    for (const { at, edge } of all.get(kind) ?? []) if (!hidden(edge.id)) shapes[kind](c, at.x, at.y, across);
    c.fillStyle = colours[kind];
    c.fill();
    if (kind !== 'failed') continue;
    c.lineWidth = 1 / zoom;
    c.strokeStyle = p.surface;
    c.stroke();
  }
}
