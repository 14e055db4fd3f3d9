import type { FindingLevel } from '#lib/core/finding.ts';
import type { DeclaredLayer } from '#lib/graph/declared/layers.ts';
import type { HealthStatus, Mtls } from '#lib/graph/model.ts';
import type { SceneNode } from '../scene/scene.ts';
import { outlines } from './outlines.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';

type Outline = keyof typeof outlines;

const paths = new Map<Outline, Path2D>();

function pathOf(name: Outline): Path2D {
  const known = paths.get(name);
  if (known) return known;
  const path = new Path2D(outlines[name]);
  paths.set(name, path);
  return path;
}

/** Strokes an outline with its middle at (x, y), `size` wide. */
export function paintOutline(
  c: Pen,
  name: Outline,
  x: number,
  y: number,
  size: number,
  colour: string,
): void {
  c.save();
  c.translate(x - size / 2, y - size / 2);
  c.scale(size / 16, size / 16);
  c.strokeStyle = colour;
  c.lineWidth = 1.4;
  c.lineJoin = 'round';
  c.lineCap = 'round';
  if (c.strokeOutline) c.strokeOutline(outlines[name]);
  else c.stroke(pathOf(name));
  c.restore();
}

/** The glyph of what a node is. */
export function paintKind(c: Pen, node: SceneNode, x: number, y: number, colour: string): void {
  paintOutline(c, node.gateway ? 'gateway' : node.kind, x, y, 15, colour);
}

/** Degraded ◐ and failing ✕, the same wherever they stand; quiet states have no mark. */
export function paintStatus(
  c: Pen,
  status: HealthStatus,
  x: number,
  y: number,
  size: number,
  p: Palette,
): void {
  if (status !== 'failing' && status !== 'degraded') return;
  const r = size / 2;
  const colour = status === 'failing' ? p['fail-line'] : p['warn-line'];
  c.lineWidth = size / 7;
  c.strokeStyle = colour;
  c.fillStyle = colour;
  c.beginPath();
  c.arc(x, y, r - c.lineWidth / 2, 0, Math.PI * 2);
  if (status === 'degraded') {
    c.stroke();
    c.beginPath();
    c.arc(x, y, r - c.lineWidth / 2, Math.PI / 2, (Math.PI * 3) / 2);
    c.fill();
    return;
  }
  c.fill();
  c.strokeStyle = p.surface;
  c.lineCap = 'round';
  c.beginPath();
  const d = r * 0.42;
  c.moveTo(x - d, y - d);
  c.lineTo(x + d, y + d);
  c.moveTo(x + d, y - d);
  c.lineTo(x - d, y + d);
  c.stroke();
}

/** Closed only when all arrived with mutual TLS, half filled for a part, open for none, nothing when not known. */
export function paintLock(c: Pen, lock: Mtls['state'], x: number, y: number, p: Palette): void {
  if (lock === 'unknown') return;
  const colour = lock === 'all' ? p.faint : p.warn;
  paintOutline(c, lock === 'none' ? 'lockOpen' : 'lockClosed', x, y, 11, colour);
  if (lock === 'none') return;
  c.fillStyle = colour;
  const half = lock === 'partial' ? 0.5 : 1;
  c.fillRect(x - 3.1, y - 0.35, 6.2 * half, 4.1);
}

/** What a layer stands for: a bolt, a needle, a watch, a mirror, a pin. */
export function paintLayer(c: Pen, layer: DeclaredLayer, x: number, y: number, colour: string): void {
  paintOutline(c, layer, x, y, 12, colour);
}

/** A finding on the configuration: a triangle, filled for errors. Its own shape, apart from the state of the traffic. */
export function paintFinding(c: Pen, level: FindingLevel, x: number, y: number, p: Palette): void {
  const colour = level === 'error' ? p['fail-line'] : level === 'warning' ? p['warn-line'] : p['info-line'];
  c.beginPath();
  c.moveTo(x, y - 5.5);
  c.lineTo(x + 6, y + 5);
  c.lineTo(x - 6, y + 5);
  c.closePath();
  c.lineWidth = 1.3;
  c.lineJoin = 'round';
  c.strokeStyle = colour;
  c.stroke();
  if (level === 'error') {
    c.fillStyle = colour;
    c.fill();
  }
  c.fillStyle = level === 'error' ? p.surface : colour;
  c.fillRect(x - 0.7, y - 2, 1.4, 3.6);
  c.fillRect(x - 0.7, y + 2.5, 1.4, 1.4);
}
