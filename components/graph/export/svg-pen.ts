import type { Pen } from '../canvas/pen.ts';

/** How wide a text is in a font, in its units. */
export type Measure = (text: string, font: string) => number;

interface State {
  globalAlpha: number;
  fillStyle: Pen['fillStyle'];
  strokeStyle: Pen['strokeStyle'];
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  lineCap: CanvasLineCap;
  font: string;
  dash: readonly number[];
  scale: number;
  left: number;
  top: number;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** No file of XML may hold these, not even escaped. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Any text as the content of an element or of an attribute: names come from telemetry, where whoever calls may choose them. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);

/** A pen that writes what is painted down as elements of SVG. Texts keep the width they have on screen, whatever font is at hand. */
export class SvgPen implements Pen {
  readonly #measure: Measure;
  readonly #elements: string[] = [];
  readonly #saved: State[] = [];
  #path: string[] = [];
  #state: State = {
    globalAlpha: 1,
    fillStyle: '#000',
    strokeStyle: '#000',
    lineWidth: 1,
    lineJoin: 'miter',
    lineCap: 'butt',
    font: '400 12px sans-serif',
    dash: [],
    scale: 1,
    left: 0,
    top: 0,
  };
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'middle';

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  /** What was painted so far, in its order. */
  elements(): readonly string[] {
    return this.#elements;
  }

  get globalAlpha() {
    return this.#state.globalAlpha;
  }
  set globalAlpha(value) {
    this.#state.globalAlpha = value;
  }
  get fillStyle() {
    return this.#state.fillStyle;
  }
  set fillStyle(value) {
    this.#state.fillStyle = value;
  }
  get strokeStyle() {
    return this.#state.strokeStyle;
  }
  set strokeStyle(value) {
    this.#state.strokeStyle = value;
  }
  get lineWidth() {
    return this.#state.lineWidth;
  }
  set lineWidth(value) {
    this.#state.lineWidth = value;
  }
  get lineJoin() {
    return this.#state.lineJoin;
  }
  set lineJoin(value) {
    this.#state.lineJoin = value;
  }
  get lineCap() {
    return this.#state.lineCap;
  }
  set lineCap(value) {
    this.#state.lineCap = value;
  }
  get font() {
    return this.#state.font;
  }
  set font(value) {
    this.#state.font = value;
  }

  setLineDash(dash: Iterable<number>): void {
    this.#state.dash = [...dash];
  }

  save(): void {
    this.#saved.push({ ...this.#state });
  }

  restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  translate(x: number, y: number): void {
    this.#state.left += x * this.#state.scale;
    this.#state.top += y * this.#state.scale;
  }

  /** Painting scales both ways alike. */
  scale(x: number, _y: number): void {
    this.#state.scale *= x;
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${round(x)} ${round(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${round(x)} ${round(y)}`);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#path.push(`Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`);
  }

  arc(x: number, y: number, r: number, start: number, end: number): void {
    const at = (angle: number) => `${round(x + r * Math.cos(angle))} ${round(y + r * Math.sin(angle))}`;
    const middle = (start + end) / 2;
    // In two halves: an arc to where it began would be none.
    const half = (to: number) => `A${round(r)} ${round(r)} 0 0 1 ${at(to)}`;
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${at(start)}`, half(middle), half(end));
  }

  roundRect(x: number, y: number, width: number, height: number, radii?: unknown): void {
    const r = Math.min(typeof radii === 'number' ? radii : 0, width / 2, height / 2);
    const corner = (dx: number, dy: number) => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
    const [h, v] = [round(width - 2 * r), round(height - 2 * r)];
    this.#path.push(
      `M${round(x + r)} ${round(y)}h${h}${corner(r, r)}v${v}${corner(-r, r)}h-${h}${corner(-r, -r)}v-${v}${corner(r, -r)}z`,
    );
  }

  closePath(): void {
    this.#path.push('z');
  }

  fill(): void {
    this.#element('path', `d="${this.#path.join('')}" ${this.#filled()}`);
  }

  stroke(): void {
    this.#element('path', `d="${this.#path.join('')}" ${this.#stroked()}`);
  }

  strokeOutline = (path: string): void => this.#element('path', `d="${escapeXml(path)}" ${this.#stroked()}`);

  fillRect(x: number, y: number, width: number, height: number): void {
    const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
    this.#element('rect', `${place} ${this.#filled()}`);
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#measure(text, this.font) };
  }

  fillText(text: string, x: number, y: number, maxWidth?: number): void {
    this.#text(text, x, y, maxWidth, this.#filled());
  }

  strokeText(text: string, x: number, y: number, maxWidth?: number): void {
    this.#text(text, x, y, maxWidth, this.#stroked());
  }

  #text(text: string, x: number, y: number, maxWidth: number | undefined, paint: string): void {
    if (text === '') return;
    const [, weight = '400', size = '12', family = 'sans-serif'] =
      /^(\d+) ([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const width = Math.min(this.#measure(text, this.font), maxWidth ?? Number.POSITIVE_INFINITY);
    const place = `x="${round(x)}" y="${round(y + Number(size) * 0.35)}"`;
    const font = `font-family="${escapeXml(family)}" font-size="${size}" font-weight="${weight}"`;
    const fit = `textLength="${round(width)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"`;
    this.#element('text', `${place} ${font} ${fit} ${paint}`, escapeXml(text));
  }

  #filled(): string {
    return `fill="${escapeXml(String(this.fillStyle))}"${this.#opacity()}`;
  }

  #stroked(): string {
    const { lineJoin, lineCap, dash } = this.#state;
    return [
      `fill="none" stroke="${escapeXml(String(this.strokeStyle))}" stroke-width="${round(this.lineWidth)}"`,
      lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`,
      lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`,
      dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`,
      this.#opacity(),
    ].join('');
  }

  #opacity(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${round(this.globalAlpha)}"`;
  }

  #element(name: string, attributes: string, content = ''): void {
    const { scale, left, top } = this.#state;
    const moved =
      scale === 1 && left === 0 && top === 0
        ? ''
        : ` transform="matrix(${scale} 0 0 ${scale} ${round(left)} ${round(top)})"`;
    this.#elements.push(`<${name} ${attributes}${moved}${content === '' ? '/>' : `>${content}</${name}>`}`);
  }
}
