import { type Course, pointOn } from '../canvas/paint-marks.ts';
import { plateHeight } from '../canvas/paint-plate.ts';
import type { Pen } from '../canvas/pen.ts';
import type { Picture } from '../canvas/picture.ts';
import type { Rect } from '../canvas/place-plates.ts';
import { paintPicture } from './paint-picture.ts';
import { escapeXml, type Measure, SvgPen } from './svg-pen.ts';

/** A part of the plane, by its top left corner, and how large one unit of it is drawn. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

/** Room around the whole graph, and for the line that says what is seen. */
const margin = 24;
const captionHeight = 28;
/** Pixels a side: browsers draw no larger canvas everywhere. */
const widest = 8192;

const corners = ({ x, y, width, height }: Rect) => [
  { x: x - width / 2, y: y - height / 2 },
  { x: x + width / 2, y: y + height / 2 },
];

const along = (course: Course) =>
  course.controls.length > 1
    ? course.controls
    : [course.from, course.to, ...[0.25, 0.5, 0.75].map((t) => pointOn(course, t))];

/** All that is drawn, with a margin. */
export function wholeFrame({ rects, frames, plates, lines }: Picture): Frame {
  const points = [
    ...[...rects.values()].flatMap(corners),
    ...[...frames.values()].flatMap((f) => [f, { x: f.x + f.width, y: f.y + f.height }]),
    ...plates.flatMap(({ at, width }) => corners({ ...at, width, height: plateHeight })),
    ...lines.flatMap(({ course }) => along(course)),
  ];
  const span = (read: (point: { x: number; y: number }) => number) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const point of points) [low, high] = [Math.min(low, read(point)), Math.max(high, read(point))];
    return low > high ? [0, 0] : [low, high];
  };
  const [left = 0, right = 0] = span(({ x }) => x);
  const [top = 0, bottom = 0] = span(({ y }) => y);
  return {
    x: left - margin,
    y: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
    zoom: 1,
  };
}

/** What is on screen, as large as it is there. */
export const sightFrame = ({ sight: { x1, y1, x2, y2, zoom } }: Picture): Frame => ({
  x: x1,
  y: y1,
  width: x2 - x1,
  height: y2 - y1,
  zoom,
});

/** A picture without what lies wholly outside a frame: nothing stands in the file that is not seen in it. */
function within(picture: Picture, frame: Frame): Picture {
  const meets = (points: readonly { readonly x: number; readonly y: number }[]) => {
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    return (
      Math.max(...xs) >= frame.x &&
      Math.min(...xs) <= frame.x + frame.width &&
      Math.max(...ys) >= frame.y &&
      Math.min(...ys) <= frame.y + frame.height
    );
  };
  return {
    ...picture,
    rects: new Map([...picture.rects].filter(([, rect]) => meets(corners(rect)))),
    frames: new Map(
      [...picture.frames].filter(([, f]) => meets([f, { x: f.x + f.width, y: f.y + f.height }])),
    ),
    plates: picture.plates.filter(({ at, width }) => meets(corners({ ...at, width, height: plateHeight }))),
    lines: picture.lines.filter(({ course }) => meets([course.from, course.to, ...along(course)])),
  };
}

const sizeOf = ({ width, height, zoom }: Frame) => ({
  width: Math.max(320, Math.ceil(width * zoom)),
  height: Math.ceil(height * zoom),
});

/** Below the picture, on its ground: what is seen, of when. */
function paintCaption(pen: Pen, caption: string, y: number, { palette }: Picture): void {
  pen.font = `400 12px ${palette.sans}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillStyle = palette.muted;
  pen.fillText(caption, 12, y + captionHeight / 2);
}

/** The picture as a file of SVG, with its colours and words as on screen. */
export function svgText(picture: Picture, frame: Frame, caption: string, measure: Measure): string {
  const { width, height } = sizeOf(frame);
  const pen = new SvgPen(measure);
  paintPicture(pen, within(picture, frame));
  const below = new SvgPen(measure);
  paintCaption(below, caption, height, picture);
  const [full, ground] = [height + captionHeight, escapeXml(picture.palette.bg)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${full}" viewBox="0 0 ${width} ${full}">`,
    `<title>${escapeXml(caption)}</title>`,
    `<rect width="${width}" height="${full}" fill="${ground}"/>`,
    `<svg width="${width}" height="${height}" viewBox="${frame.x} ${frame.y} ${width / frame.zoom} ${height / frame.zoom}">`,
    ...pen.elements(),
    '</svg>',
    ...below.elements(),
    '</svg>',
    '',
  ].join('\n');
}

/** The picture as a file of PNG, two pixels for one on screen where that is not too large. */
export async function pngBlob(picture: Picture, frame: Frame, caption: string): Promise<Blob> {
  const { width, height } = sizeOf(frame);
  const full = height + captionHeight;
  const ratio = Math.min(2, widest / width, widest / full);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(full * ratio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no 2D canvas.');
  context.scale(ratio, ratio);
  context.fillStyle = picture.palette.bg;
  context.fillRect(0, 0, width, full);
  paintCaption(context, caption, height, picture);
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  context.scale(frame.zoom, frame.zoom);
  context.translate(-frame.x, -frame.y);
  paintPicture(context, within(picture, frame));
  context.restore();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.')))),
  );
}

/** Measures texts in the page's fonts. */
export function measureOnCanvas(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!context) return text.length * 6;
    context.font = font;
    return context.measureText(text).width;
  };
}
