/** What painting asks of the thing it paints on: a canvas, or a file that writes the same down. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'globalAlpha'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'lineCap'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'setLineDash'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'arc'
  | 'roundRect'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'fillText'
  | 'strokeText'
  | 'save'
  | 'restore'
  | 'translate'
  | 'scale'
> & {
  measureText(text: string): { readonly width: number };
  /** For a pen that cannot take a Path2D apart: strokes an outline given as the text of a path. */
  readonly strokeOutline?: (path: string) => void;
};
