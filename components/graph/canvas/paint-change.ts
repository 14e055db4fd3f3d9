import type { SceneChange } from '../scene/change.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';

type ChangeMark = SceneChange['mark'];

/** Each mark has a pattern of its own, so that it is told without its colour. */
export const changeDash: Readonly<Record<ChangeMark, readonly number[]>> = {
  new: [],
  lost: [6, 3],
  changed: [10, 3, 2, 3],
};

export const changeColour = (mark: ChangeMark, p: Palette): string =>
  mark === 'new' ? p['info-line'] : mark === 'lost' ? p['warn-line'] : p.accent;

/** The mark of a change with its middle at (x, y): plus in a circle for what is new, minus in a square for what is lost, a filled diamond for the rest. */
export function paintChange(c: Pen, mark: ChangeMark, x: number, y: number, size: number, p: Palette): void {
  const r = size / 2;
  c.setLineDash([]);
  c.lineWidth = size / 8;
  c.lineCap = 'round';
  c.strokeStyle = changeColour(mark, p);
  c.fillStyle = p.surface;
  c.beginPath();
  if (mark === 'new') c.arc(x, y, r - 0.5, 0, Math.PI * 2);
  else if (mark === 'lost') c.roundRect(x - r + 0.5, y - r + 0.5, size - 1, size - 1, 2);
  else {
    c.moveTo(x, y - r);
    c.lineTo(x + r, y);
    c.lineTo(x, y + r);
    c.lineTo(x - r, y);
    c.closePath();
    c.fillStyle = p.accent;
  }
  c.fill();
  c.stroke();
  if (mark === 'changed') return;
  const arm = r * 0.5;
  c.beginPath();
  c.moveTo(x - arm, y);
  c.lineTo(x + arm, y);
  if (mark === 'new') {
    c.moveTo(x, y - arm);
    c.lineTo(x, y + arm);
  }
  c.stroke();
}
