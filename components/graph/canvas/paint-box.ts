import { middleEllipsis } from '#lib/format/ellipsis.ts';
import type { BoxFrame } from '#lib/layout/box-frames.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import type { SceneBox } from '../scene/scene.ts';
import { paintOutline, paintStatus } from './glyphs.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Rect } from './place-plates.ts';

/** The ground of a box, under its lines; one within another is set off from it. */
export function paintFrame(c: Pen, frame: BoxFrame, by: BoxKind, p: Palette): void {
  c.beginPath();
  c.roundRect(frame.x, frame.y, frame.width, frame.height, 8);
  c.globalAlpha = 0.55;
  c.fillStyle = by === 'app' ? p.bg : p.surface;
  c.fill();
  c.globalAlpha = 1;
  c.lineWidth = by === 'cluster' ? 1.5 : 1;
  c.strokeStyle = by === 'cluster' ? p['line-strong'] : p.line;
  c.stroke();
}

/** On screen the title of a namespace never gets smaller than this part of its size: from afar it is the only name left. */
const smallest = 0.9;
/** Below this width in letters' units a box has no title. */
const narrowest = 56;

/**
 * The title of a box along its top: name, rate, worst state; from afar above the box, in letters that can be read. What is not a
 * namespace says so by its glyph.
 */
export function paintBox(
  c: Pen,
  box: SceneBox,
  place: { readonly x: number; readonly y: number; readonly width: number },
  p: Palette,
  zoom: number,
): void {
  const scale = box.by === 'app' ? 1 : Math.max(1, smallest / zoom);
  const far = scale > 1.25;
  const width = place.width / scale;
  // A few letters of a name tell nothing and cover the neighbour.
  if (width < narrowest) return;
  const title = middleEllipsis(box.title, Math.floor(width / 7));
  c.save();
  c.translate(place.x, place.y);
  c.scale(scale, scale);
  const y = far ? -8 : 14;
  let x = far ? 2 : 12;
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  if (box.status === 'failing' || box.status === 'degraded') {
    paintStatus(c, box.status, x + 6, y, 13, p);
    x += 18;
  }
  if (box.by !== 'namespace') {
    paintOutline(c, box.by, x + 5, y, 12, p.faint);
    x += 16;
  }
  c.font = `600 12px ${p.sans}`;
  c.fillStyle = p.muted;
  clearText(c, title, x, y, p);
  x += c.measureText(title).width + 8;
  c.font = `400 11px ${p.sans}`;
  c.fillStyle = p.faint;
  if (x + c.measureText(box.detail).width < width - 8) clearText(c, box.detail, x, y, p);
  c.restore();
}

/** About the room of a title at full size, by its middle: what else has words keeps off it. */
export function titleRoom({ title, detail, by }: SceneBox, frame: BoxFrame): Rect {
  const words = 20 + (by === 'namespace' ? 0 : 16) + title.length * 7 + detail.length * 6;
  const width = Math.min(frame.width, words);
  return { x: frame.x + width / 2, y: frame.y + 14, width, height: 20 };
}

/** Text with a rim of the ground's colour: lines run behind it. */
function clearText(c: Pen, text: string, x: number, y: number, p: Palette): void {
  c.lineWidth = 4;
  c.lineJoin = 'round';
  c.strokeStyle = p.surface;
  c.strokeText(text, x, y);
  c.fillText(text, x, y);
}
