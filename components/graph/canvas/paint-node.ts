import type { Point } from '#lib/layout/layout-graph.ts';
import type { SceneNode } from '../scene/scene.ts';
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
