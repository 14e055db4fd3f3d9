import type { Point } from '#lib/layout/layout-graph.ts';
import type { Plate } from '../scene/scene.ts';
import { paintFinding, paintLayer, paintLock, paintStatus } from './glyphs.ts';
import { changeColour, changeDash, paintChange } from './paint-change.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';

export const plateHeight = 18;
const pad = 5;
const gap = 5;
const fontOf = (p: Palette) => `500 11px ${p.sans}`;

const isBad = (plate: Plate): boolean => plate.status === 'failing' || plate.status === 'degraded';

/** A piece of a plate: how wide, and how it is painted at a left edge. */
interface Piece {
  readonly width: number;
  readonly paint: (c: Pen, x: number, y: number, p: Palette) => void;
}

function textPiece(c: Pen, text: string, colour: (p: Palette) => string): Piece {
  return {
    width: c.measureText(text).width,
    paint: (context, x, y, p) => {
      context.font = fontOf(p);
      context.fillStyle = colour(p);
      context.fillText(text, x, y + 0.5);
    },
  };
}

const statusColour = (plate: Plate) => (p: Palette) =>
  plate.status === 'failing' ? p.fail : plate.status === 'degraded' ? p.warn : p.muted;

function pieces(c: Pen, plate: Plate): Piece[] {
  const list: Piece[] = [];
  const { change } = plate;
  if (change) list.push({ width: 11, paint: (k, x, y, p) => paintChange(k, change, x + 5.5, y, 11, p) });
  if (isBad(plate))
    list.push({ width: 11, paint: (k, x, y, p) => paintStatus(k, plate.status, x + 5.5, y, 11, p) });
  if (plate.text) list.push(textPiece(c, plate.text, statusColour(plate)));
  if (plate.split) {
    const { text, deviates } = plate.split;
    list.push(textPiece(c, deviates ? `${text} ≠` : text, (p) => (deviates ? p.warn : p.muted)));
  }
  if (plate.lock !== 'unknown') {
    list.push({ width: 9, paint: (k, x, y, p) => paintLock(k, plate.lock, x + 4.5, y, p) });
    if (plate.lockShare) list.push(textPiece(c, plate.lockShare, (p) => p.warn));
  }
  for (const { layer, text, tone } of plate.marks) {
    const colour = (p: Palette) => (tone === 'quiet' ? p.muted : p[tone]);
    list.push({ width: 10, paint: (k, x, y, p) => paintLayer(k, layer, x + 5, y, colour(p)) });
    if (text !== '') list.push(textPiece(c, text, colour));
  }
  const { finding } = plate;
  if (finding) list.push({ width: 12, paint: (k, x, y, p) => paintFinding(k, finding, x + 6, y, p) });
  return list;
}

function frameColour({ status, change }: Plate, p: Palette): string {
  if (change) return changeColour(change, p);
  return status === 'failing' ? p['fail-line'] : status === 'degraded' ? p['warn-line'] : p.line;
}

/** How wide a plate is, in model units. */
export function plateWidth(c: Pen, plate: Plate, p: Palette): number {
  c.font = fontOf(p);
  const all = pieces(c, plate);
  return all.reduce((sum, piece) => sum + piece.width, 0) + gap * (all.length - 1) + 2 * pad;
}

/** Paints a plate with its middle at `at`. */
export function paintPlate(c: Pen, plate: Plate, at: Point, width: number, p: Palette): void {
  c.beginPath();
  c.roundRect(at.x - width / 2, at.y - plateHeight / 2, width, plateHeight, 4);
  c.fillStyle = p.surface;
  c.fill();
  c.lineWidth = plate.change ? 1.2 : 0.8;
  c.strokeStyle = frameColour(plate, p);
  c.setLineDash(plate.change ? [...changeDash[plate.change]] : []);
  c.stroke();
  c.setLineDash([]);
  c.font = fontOf(p);
  c.textAlign = 'left';
  c.textBaseline = 'middle';
  let x = at.x - width / 2 + pad;
  for (const piece of pieces(c, plate)) {
    piece.paint(c, x, at.y, p);
    x += piece.width + gap;
  }
}
