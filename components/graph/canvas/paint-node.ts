import { middleEllipsis } from '#lib/format/ellipsis.ts';
import type { BoxFrame } from '#lib/layout/box-frames.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import type { SceneBox, SceneNode } from '../scene/scene.ts';
import { paintFinding, paintKind, paintOutline, paintStatus } from './glyphs.ts';
import { paintChange } from './paint-change.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';

/** Title, chip and marks of a node whose rectangle is already drawn, in model units around its middle. */
export function paintNode(c: Pen, node: SceneNode, at: Point, p: Palette): void {
  const left = at.x - node.width / 2;
  let right = at.x + node.width / 2 - 10;
  paintKind(c, node, left + 17, at.y, p.muted);
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  if (node.finding) {
    paintFinding(c, node.finding, right - 4, at.y, p);
    right -= 18;
  }
  if (node.chip !== null) right = paintChip(c, node.chip, right, at.y, p);
  c.font = `500 12.5px ${p.sans}`;
  c.fillStyle = p.text;
  c.fillText(node.title, left + 30, at.y + 0.5, Math.max(20, right - left - 32));
  paintCorner(c, node, at, p);
  paintMarks(c, node, at, p);
  if (node.rank !== null) paintRank(c, node.rank, left, at.y + node.height / 2, p);
  if (node.change) paintChange(c, node.change.mark, left, at.y - node.height / 2, 12, p);
  else if (node.presence === 'fresh') {
    c.fillStyle = p.accent;
    c.beginPath();
    c.arc(left, at.y - node.height / 2, 3.5, 0, Math.PI * 2);
    c.fill();
  }
}

/** The state sits on the corner: it comes and goes without a node changing its size. */
function paintCorner(c: Pen, node: SceneNode, at: Point, p: Palette): void {
  if (node.status !== 'failing' && node.status !== 'degraded') return;
  const x = at.x + node.width / 2 - 2;
  const y = at.y - node.height / 2 + 1;
  c.beginPath();
  c.arc(x, y, 8, 0, Math.PI * 2);
  c.fillStyle = p.surface;
  c.fill();
  paintStatus(c, node.status, x, y, 13, p);
}

/** Between the middles of two marks. */
const markStep = 16;

/** Marks hang on the lower right corner: they come and go without a node changing its size. */
function paintMarks(c: Pen, node: SceneNode, at: Point, p: Palette): void {
  const [right, y] = [at.x + node.width / 2 - 8, at.y + node.height / 2];
  [...node.marks].reverse().forEach((mark, place) => {
    const x = right - place * markStep;
    c.beginPath();
    c.arc(x, y, 7.5, 0, Math.PI * 2);
    c.fillStyle = p.surface;
    c.fill();
    c.lineWidth = 1;
    c.strokeStyle = p.line;
    c.stroke();
    paintOutline(c, mark, x, y, 10, mark === 'out-of-mesh' ? p.warn : p.muted);
  });
}

/** The rank hangs on the lower left corner: it comes and goes without a node changing its size. */
function paintRank(c: Pen, rank: number, left: number, y: number, p: Palette): void {
  const text = `#${rank}`;
  c.font = `600 9.5px ${p.mono}`;
  const width = c.measureText(text).width + 8;
  c.beginPath();
  c.roundRect(left - 4, y - 7, width, 14, 7);
  c.fillStyle = p['accent-quiet'];
  c.fill();
  c.lineWidth = 1;
  c.strokeStyle = p.accent;
  c.stroke();
  c.fillStyle = p.text;
  c.fillText(text, left, y + 0.5);
}

/** A version, or a count, in a quiet frame that ends at `right`. The place where it begins. */
function paintChip(c: Pen, text: string, right: number, y: number, p: Palette): number {
  c.font = `500 10.5px ${p.mono}`;
  const width = c.measureText(text).width + 10;
  const left = right + 4 - width;
  c.beginPath();
  c.roundRect(left, y - 8.5, width, 17, 4);
  c.fillStyle = p.bg;
  c.fill();
  c.lineWidth = 1;
  c.strokeStyle = p.line;
  c.stroke();
  c.fillStyle = p.muted;
  c.fillText(text, left + 5, y + 0.5);
  return left - 4;
}

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

/** Text with a rim of the ground's colour: lines run behind it. */
function clearText(c: Pen, text: string, x: number, y: number, p: Palette): void {
  c.lineWidth = 4;
  c.lineJoin = 'round';
  c.strokeStyle = p.surface;
  c.strokeText(text, x, y);
  c.fillText(text, x, y);
}
