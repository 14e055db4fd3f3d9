import type { SceneNode } from '../scene/scene.ts';
import { type Course, traceCourse } from './paint-marks.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Rect } from './place-plates.ts';

/** On screen a ring is this wide, this far from its node, and no smaller than this, in pixels. */
const ring = { width: 2.5, gap: 3, least: 16 } as const;

/** The focus ring around a node, as wide on screen at any zoom. `at` is its middle. */
export function ringNode(c: Pen, node: SceneNode, at: Rect, zoom: number, p: Palette): void {
  const gap = (ring.gap + ring.width / 2) / zoom;
  const width = Math.max(node.width + 2 * gap, ring.least / zoom);
  const height = Math.max(node.height + 2 * gap, ring.least / zoom);
  c.setLineDash([]);
  c.beginPath();
  const radius = (node.kind === 'service' ? node.height / 2 : 6) + gap;
  c.roundRect(at.x - width / 2, at.y - height / 2, width, height, Math.min(radius, height / 2));
  c.strokeStyle = p.accent;
  c.lineWidth = ring.width / zoom;
  c.stroke();
}

/** The focus ring along an edge: a rail on each side of its line, which stays to be seen between them. */
export function ringEdge(
  c: CanvasRenderingContext2D,
  course: Course,
  line: number,
  zoom: number,
  p: Palette,
): void {
  const inner = line + (2 * ring.gap) / zoom;
  c.save();
  c.setLineDash([]);
  c.lineCap = 'round';
  traceCourse(c, course);
  c.strokeStyle = p.accent;
  c.lineWidth = inner + (2 * ring.width) / zoom;
  c.stroke();
  c.globalCompositeOperation = 'destination-out';
  c.lineWidth = inner;
  c.stroke();
  c.restore();
}
