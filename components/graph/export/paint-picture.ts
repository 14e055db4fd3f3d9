import { boxKindOf } from '#lib/graph/boxes.ts';
import { edgeElement, nodeElement } from '../canvas/elements.ts';
import { paintBox, paintFrame } from '../canvas/paint-box.ts';
import { arrowHead, type Course, paintBody, paintLine, traceCourse } from '../canvas/paint-marks.ts';
import { paintNode } from '../canvas/paint-node.ts';
import { paintPlate } from '../canvas/paint-plate.ts';
import type { Pen } from '../canvas/pen.ts';
import type { Picture } from '../canvas/picture.ts';
import type { Rect } from '../canvas/place-plates.ts';
import { isAway, type SceneEdge, type SceneNode } from '../scene/scene.ts';
import { severity } from '../scene/severity.ts';

const isBad = ({ status }: { readonly status: SceneNode['status'] }) =>
  status === 'failing' || status === 'degraded';

/**
 * Paints all of a picture in model units: what the graph library draws on screen, by the rules of `stylesheet.ts`, and over
 * it what the painter does, by the painter's own functions.
 */
export function paintPicture(pen: Pen, picture: Picture): void {
  const { scene, frames, palette } = picture;
  for (const [box, frame] of frames) paintFrame(pen, frame, boxKindOf(box), palette);
  paintLines(pen, picture);
  for (const node of scene.nodes) {
    const at = picture.rects.get(node.id);
    if (at) paintQuietNode(pen, node, at, picture);
  }
  pen.globalAlpha = 1;
  for (const box of scene.boxes) {
    const frame = frames.get(box.id);
    if (frame) paintBox(pen, box, frame, palette, 1);
  }
  for (const { edge, at, width } of picture.plates) {
    if (!edge.plate) continue;
    pen.globalAlpha = wordsAlpha(picture, edgeElement(edge.id), edge.presence === 'ghost');
    paintPlate(pen, edge.plate, at, width, palette);
  }
  for (const node of scene.nodes) {
    const at = picture.rects.get(node.id);
    if (!at) continue;
    pen.globalAlpha = wordsAlpha(picture, nodeElement(node.id), node.presence === 'ghost');
    if (isBad(node)) paintBody(pen, node, at, palette);
    paintNode(pen, node, at, palette);
  }
  pen.globalAlpha = 1;
}

const wordsAlpha = ({ dimmed, dimmedTo }: Picture, id: string, ghost: boolean): number =>
  dimmed?.has(id) ? dimmedTo : ghost ? 0.5 : 1;

const shapeAlpha = ({ dimmed, dimmedTo }: Picture, id: string, ghost: boolean): number =>
  dimmed?.has(id) ? dimmedTo : ghost ? 0.35 : 1;

/** Quiet lines below, the worst on top. */
function paintLines(pen: Pen, picture: Picture): void {
  const ordered = picture.lines.toSorted((a, b) => severity(a.edge.status) - severity(b.edge.status));
  for (const { edge, course, line } of ordered) {
    const alpha = shapeAlpha(picture, edgeElement(edge.id), edge.presence === 'ghost');
    if (isBad(edge) || edge.change) {
      pen.globalAlpha = alpha;
      paintLine(pen, edge, course, line, picture.palette);
    } else paintQuietLine(pen, edge, course, line, alpha, picture);
  }
}

function paintQuietLine(
  pen: Pen,
  edge: SceneEdge,
  course: Course,
  line: number,
  alpha: number,
  { palette }: Picture,
): void {
  const idle = edge.status === 'idle';
  const silent = idle || edge.status === 'unknown';
  const colour = silent ? palette['idle-line'] : edge.protocol === 'tcp' ? palette['tcp-line'] : palette.edge;
  const width = idle ? 0.8 : line;
  pen.globalAlpha = alpha * (idle ? 0.55 : 0.8);
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(edge.status === 'unknown' || isAway(edge) ? [6, 3] : []);
  const [tip, left, right] = arrowHead(course, width);
  traceCourse(pen, { ...course, to: { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 } });
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(tip.x, tip.y);
  pen.lineTo(left.x, left.y);
  pen.lineTo(right.x, right.y);
  pen.closePath();
  pen.fill();
}

function paintQuietNode(pen: Pen, node: SceneNode, at: Rect, picture: Picture): void {
  const { palette } = picture;
  const { width, height } = node;
  const hollow = node.kind === 'unknown' || node.kind === 'inaccessible';
  const dashed = node.kind === 'external' || node.status === 'unknown' || isAway(node);
  const outline = (inset: number) => {
    pen.beginPath();
    pen.roundRect(
      at.x - width / 2 + inset,
      at.y - height / 2 + inset,
      width - 2 * inset,
      height - 2 * inset,
      node.kind === 'service' ? 14 : 6,
    );
  };
  pen.globalAlpha = shapeAlpha(picture, nodeElement(node.id), node.presence === 'ghost');
  outline(0);
  pen.fillStyle = hollow ? palette.bg : palette.node;
  pen.fill();
  pen.strokeStyle = node.gateway ? palette.muted : palette['node-line'];
  pen.lineWidth = node.gateway ? 2 : node.kind === 'external' ? 1.5 : 1;
  pen.setLineDash(dashed ? [4, 2] : []);
  pen.stroke();
  if (node.node === null) {
    outline(2.5);
    pen.stroke();
  }
  pen.setLineDash([]);
}
