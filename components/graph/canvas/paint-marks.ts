import type { EdgeSingular } from 'cytoscape';
import type { Point } from '#lib/layout/layout-graph.ts';
import { isAway, type SceneEdge, type SceneNode } from '../scene/scene.ts';
import { changeColour, changeDash } from './paint-change.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';

/** The course of a line: from border to border, through control points where it bends. */
export interface Course {
  readonly from: Point;
  readonly controls: readonly Point[];
  readonly to: Point;
}

const isPlace = (at: Point | undefined): at is Point =>
  at !== undefined && Number.isFinite(at.x) && Number.isFinite(at.y);

/** The course that the graph library gave an edge; null while it has none, as where two nodes lie on one another. */
export function courseOf(edge: EdgeSingular): Course | null {
  if (edge.empty()) return null;
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  return isPlace(from) && isPlace(to) ? { from, to, controls: edge.controlPoints() ?? [] } : null;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The pieces of a course: each ends at `to`, and bends toward `control` unless that is null. */
export function pieces({ controls, to }: Course): readonly { control: Point | null; to: Point }[] {
  if (controls.length === 0) return [{ control: null, to }];
  return controls.map((control, i) => {
    const next = controls[i + 1];
    return { control, to: next ? middle(control, next) : to };
  });
}

/** The point at `t`, 0 to 1, of a course with at most one control point. */
export function pointOn({ from, controls, to }: Course, t: number): Point {
  const control = controls[0] ?? middle(from, to);
  const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: p * from.x + q * control.x + r * to.x, y: p * from.y + q * control.y + r * to.y };
}

/** Corners of the arrow head at the end of a course: as long and as wide as the library draws it under a line so wide. */
export function arrowHead(course: Course, line: number): readonly [Point, Point, Point] {
  const size = Math.max((line * 13.37) ** 0.9, 29) * 0.85;
  const before = course.controls.at(-1) ?? course.from;
  const angle = Math.atan2(course.to.y - before.y, course.to.x - before.x);
  const corner = (side: number): Point => ({
    x: course.to.x - 0.3 * size * Math.cos(angle) - side * 0.15 * size * Math.sin(angle),
    y: course.to.y - 0.3 * size * Math.sin(angle) + side * 0.15 * size * Math.cos(angle),
  });
  return [course.to, corner(1), corner(-1)];
}

/** Lays the course of a line as the current path. */
export function traceCourse(c: Pen, course: Course): void {
  c.beginPath();
  c.moveTo(course.from.x, course.from.y);
  for (const { control, to } of pieces(course)) {
    if (control) c.quadraticCurveTo(control.x, control.y, to.x, to.y);
    else c.lineTo(to.x, to.y);
  }
}

/** Failing and degraded before any change of it: trouble keeps its colour. */
function lineColour({ status, change }: SceneEdge, p: Palette): string {
  if (status === 'failing') return p['fail-line'];
  if (status === 'degraded' || change === null) return p['warn-line'];
  return changeColour(change.mark, p);
}

/** The line of an edge that fails, is degraded or differs from another moment, over the quiet one below it. */
export function paintLine(c: Pen, edge: SceneEdge, course: Course, line: number, p: Palette): void {
  const colour = lineColour(edge, p);
  const width = edge.status === 'failing' ? line + 1 : line;
  c.strokeStyle = colour;
  c.fillStyle = colour;
  c.lineWidth = width;
  c.setLineDash(edge.change ? [...changeDash[edge.change.mark]] : isAway(edge) ? [6, 3] : []);
  const [tip, left, right] = arrowHead(course, width);
  // To the foot of the head: a wide line would blunt its tip.
  traceCourse(c, { ...course, to: middle(left, right) });
  c.stroke();
  c.setLineDash([]);
  c.beginPath();
  c.moveTo(tip.x, tip.y);
  c.lineTo(left.x, left.y);
  c.lineTo(right.x, right.y);
  c.closePath();
  c.fill();
}

/** The light around a line under the pointer. */
export function paintLight(c: Pen, course: Course, line: number, p: Palette): void {
  c.strokeStyle = p.accent;
  c.lineWidth = line + 8;
  traceCourse(c, course);
  c.stroke();
}

const radiusOf = (node: SceneNode): number => (node.kind === 'service' ? 14 : 6);

function outline(c: Pen, node: SceneNode, at: Point): void {
  c.beginPath();
  const { width, height } = node;
  c.roundRect(at.x - width / 2, at.y - height / 2, width, height, radiusOf(node));
}

/** The body of a failing or degraded node over the quiet one below it. */
export function paintBody(c: Pen, node: SceneNode, at: Point, p: Palette): void {
  const failing = node.status === 'failing';
  outline(c, node, at);
  c.fillStyle = failing ? p['fail-quiet'] : p['warn-quiet'];
  c.fill();
  c.strokeStyle = failing ? p['fail-line'] : p['warn-line'];
  c.lineWidth = node.node === null ? 3 : failing ? 2 : 1.5;
  c.setLineDash(isAway(node) || node.kind === 'external' ? [4, 2] : []);
  c.stroke();
  c.setLineDash([]);
}

/** The border of the node under the pointer. */
export function paintBorder(c: Pen, node: SceneNode, at: Point, p: Palette): void {
  outline(c, node, at);
  c.strokeStyle = p.accent;
  c.lineWidth = 2;
  c.stroke();
}
