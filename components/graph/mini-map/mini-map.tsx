'use client';
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { GraphCanvas } from '../canvas/graph-canvas.ts';
import { MapDrawing, mapSize } from './draw-map.ts';

/**
 * The whole graph in small, with the part on screen framed; a press or a drag goes there. It is for the pointer alone: keys pan,
 * zoom and walk on the graph itself, so it is not read aloud.
 */
export function MiniMap({ canvas }: { readonly canvas: RefObject<GraphCanvas | null> }) {
  const place = useRef<HTMLCanvasElement | null>(null);
  const drawing = useRef<MapDrawing | null>(null);
  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn || !place.current) return;
    const map = new MapDrawing(place.current);
    drawing.current = map;
    const draw = () => map.draw(drawn.overview());
    draw();
    return drawn.watch(draw);
  }, [canvas]);
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = drawing.current?.placeAt({ x: event.clientX - left, y: event.clientY - top });
    if (at) canvas.current?.centreOn(at);
  };
  return (
    <div aria-hidden="true">
      <canvas
        ref={place}
        style={mapSize}
        className="cursor-crosshair touch-none rounded-md border border-line bg-surface shadow-float"
        onPointerDown={go}
        onPointerMove={go}
      />
    </div>
  );
}
