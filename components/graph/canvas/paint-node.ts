import type { Point } from '#lib/layout/layout-graph.ts';
import type { SceneBox, SceneNode } from '../scene/scene.ts';
import type { BoxFrame } from './box-frames.ts';
import { paintFinding, paintKind, paintStatus } from './glyphs.ts';
import type { Palette } from './palette.ts';

/** Title, chip and marks of a node whose rectangle is already drawn, in model units around its middle. */
export function paintNode(c: CanvasRenderingContext2D, node: SceneNode, at: Point, p: Palette): void {
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
  if (node.presence === 'fresh') {
    c.fillStyle = p.accent;
    c.beginPath();
    c.arc(left, at.y - node.height / 2, 3.5, 0, Math.PI * 2);
    c.fill();
  }
}

/** The state sits on the corner: it comes and goes without a node changing its size. */
function paintCorner(c: CanvasRenderingContext2D, node: SceneNode, at: Point, p: Palette): void {
  if (node.status !== 'failing' && node.status !== 'degraded') return;
  const x = at.x + node.width / 2 - 2;
  const y = at.y - node.height / 2 + 1;
  c.beginPath();
  c.arc(x, y, 8, 0, Math.PI * 2);
  c.fillStyle = p.surface;
  c.fill();
  paintStatus(c, node.status, x, y, 13, p);
}

/** A version, or a count, in a quiet frame that ends at `right`. The place where it begins. */
function paintChip(c: CanvasRenderingContext2D, text: string, right: number, y: number, p: Palette): number {
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

/** The ground of a namespace, under its lines. */
export function paintFrame(c: CanvasRenderingContext2D, frame: BoxFrame, p: Palette): void {
  c.beginPath();
  c.roundRect(frame.x, frame.y, frame.width, frame.height, 8);
  c.globalAlpha = 0.55;
  c.fillStyle = p.surface;
  c.fill();
  c.globalAlpha = 1;
  c.lineWidth = 1;
  c.strokeStyle = p.line;
  c.stroke();
}

/** The title of a namespace along the top of its box: name, rate, worst state. */
export function paintBox(
  c: CanvasRenderingContext2D,
  box: SceneBox,
  place: { readonly x: number; readonly y: number; readonly width: number },
  p: Palette,
): void {
  const y = place.y + 14;
  let x = place.x + 12;
  c.textBaseline = 'middle';
  c.textAlign = 'left';
  if (box.status === 'failing' || box.status === 'degraded') {
    paintStatus(c, box.status, x + 6, y, 13, p);
    x += 18;
  }
  c.font = `600 12px ${p.sans}`;
  c.fillStyle = p.muted;
  clearText(c, box.title, x, y, p);
  x += c.measureText(box.title).width + 8;
  c.font = `400 11px ${p.sans}`;
  c.fillStyle = p.faint;
  if (x + c.measureText(box.detail).width < place.x + place.width - 8) clearText(c, box.detail, x, y, p);
}

/** Text with a rim of the ground's colour: lines run behind it. */
function clearText(c: CanvasRenderingContext2D, text: string, x: number, y: number, p: Palette): void {
  c.lineWidth = 4;
  c.lineJoin = 'round';
  c.strokeStyle = p.surface;
  c.strokeText(text, x, y);
  c.fillText(text, x, y);
}
