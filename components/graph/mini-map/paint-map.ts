import type { Overview } from '../canvas/overview.ts';
import { severity } from '../scene/severity.ts';
import { type MapFrame, onMap } from './map-frame.ts';

/** Trouble is never smaller than so many pixels on the map. */
const smallest = { quiet: 1.5, bad: 4 } as const;

/** Boxes and nodes, the worst on top: where trouble is shows from anywhere. */
export function paintGround(c: CanvasRenderingContext2D, overview: Overview, frame: MapFrame): void {
  const { rects, frames, nodes, palette: p } = overview;
  c.lineWidth = 1;
  c.strokeStyle = p['line-strong'];
  for (const box of frames.values()) {
    const { x, y } = onMap(frame, box);
    c.strokeRect(x, y, box.width * frame.scale, box.height * frame.scale);
  }
  for (const node of nodes.toSorted((a, b) => severity(a.status) - severity(b.status))) {
    const rect = rects.get(node.id);
    if (!rect) continue;
    const bad = node.status === 'failing' || node.status === 'degraded';
    const least = bad ? smallest.bad : smallest.quiet;
    const { x, y } = onMap(frame, rect);
    const [width, height] = [
      Math.max(least, rect.width * frame.scale),
      Math.max(least, rect.height * frame.scale),
    ];
    c.fillStyle = bad ? (node.status === 'failing' ? p['fail-line'] : p['warn-line']) : p.faint;
    c.fillRect(x - width / 2, y - height / 2, width, height);
  }
}

/** The frame of what is on screen. */
export function paintSight(c: CanvasRenderingContext2D, { sight, palette }: Overview, frame: MapFrame): void {
  const [from, to] = [onMap(frame, { x: sight.x1, y: sight.y1 }), onMap(frame, { x: sight.x2, y: sight.y2 })];
  c.lineWidth = 1.5;
  c.strokeStyle = palette.accent;
  c.globalAlpha = 0.12;
  c.fillStyle = palette.accent;
  c.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
  c.globalAlpha = 1;
  c.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
}
