import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutter, WidgetType } from '@codemirror/view';
import type { FindingLevel } from '#lib/core/finding.ts';
import { findingText } from '#lib/validation/codes.ts';
import type { PlacedFinding } from './place-findings.ts';

/** The marks of levels are told apart by their shape too. */
const signs: Readonly<Record<FindingLevel, string>> = { error: '✕', warning: '▲', info: '●' };
const tones: Readonly<Record<FindingLevel, string>> = { error: 'fail', warning: 'warn', info: 'info' };
const order: readonly FindingLevel[] = ['error', 'warning', 'info'];

class Sign extends GutterMarker {
  readonly #level: FindingLevel;
  readonly #title: string;

  constructor(level: FindingLevel, title: string) {
    super();
    this.#level = level;
    this.#title = title;
  }

  override toDOM(): HTMLElement {
    const sign = document.createElement('span');
    sign.textContent = signs[this.#level];
    sign.title = this.#title;
    sign.setAttribute('aria-hidden', 'true');
    sign.style.color = `var(--${tones[this.#level]})`;
    return sign;
  }
}

/** What a finding says, under its line. */
class Says extends WidgetType {
  readonly #placed: PlacedFinding;

  constructor(placed: PlacedFinding) {
    super();
    this.#placed = placed;
  }

  override eq(other: Says): boolean {
    return other.#placed.finding === this.#placed.finding;
  }

  override toDOM(): HTMLElement {
    const { level, code } = this.#placed.finding;
    const line = document.createElement('div');
    line.className = 'weft-finding';
    line.style.color = `var(--${tones[level]})`;
    line.style.backgroundColor = `var(--${tones[level]}-quiet)`;
    line.textContent = `${signs[level]} ${findingText(this.#placed.finding)} ${code}`;
    return line;
  }
}

const sought = Decoration.line({ attributes: { class: 'weft-sought' } });

const look = EditorView.theme({
  '.weft-finding': {
    fontFamily: 'var(--font-sans, "Inter Variable", sans-serif)',
    fontSize: '12px',
    // A margin would not be measured, and the numbers of lines would drift.
    padding: '2px 10px 3px',
    whiteSpace: 'normal',
    // Its text wraps at the width of the view instead of widening the lines.
    contain: 'inline-size',
  },
  '.weft-sought': { backgroundColor: 'var(--accent-quiet)' },
  '.weft-signs': { width: '16px', textAlign: 'center', fontSize: '10px' },
});

/** Findings in the gutter and under their lines, and the line that is looked for. */
export function findingMarks(placed: readonly PlacedFinding[], line: number | null): Extension {
  const byLine = Map.groupBy(
    [...placed].sort((a, b) => a.line - b.line),
    (one) => one.line,
  );
  return [
    look,
    EditorView.decorations.compute(['doc'], (state) => {
      const built = new RangeSetBuilder<Decoration>();
      const lines = [...new Set([...byLine.keys(), ...(line === null ? [] : [line])])].sort((a, b) => a - b);
      for (const number of lines) {
        const { from, to } = state.doc.line(Math.min(number, state.doc.lines));
        if (number === line) built.add(from, from, sought);
        for (const one of byLine.get(number) ?? [])
          built.add(to, to, Decoration.widget({ widget: new Says(one), block: true, side: 1 }));
      }
      return built.finish();
    }),
    gutter({
      class: 'weft-signs',
      markers: (view) => {
        const built = new RangeSetBuilder<GutterMarker>();
        for (const [number, found] of byLine) {
          const { from } = view.state.doc.line(Math.min(number, view.state.doc.lines));
          const levels = found.map(({ finding }) => finding.level);
          const worst = order.find((level) => levels.includes(level)) ?? 'info';
          built.add(from, from, new Sign(worst, found.map(({ finding }) => findingText(finding)).join('\n')));
        }
        return built.finish();
      },
    }),
  ];
}
