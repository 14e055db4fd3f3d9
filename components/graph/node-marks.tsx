import type { NodeMark } from '#lib/graph/model.ts';
import { GlyphMark } from './glyph-mark.tsx';
import { markWords } from './scene/mark-words.ts';

/** The marks of a node, each as its glyph and in words; `meant` adds what they mean. */
export function NodeMarks({ marks, meant = false }: { marks: readonly NodeMark[]; meant?: boolean }) {
  if (marks.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted">
      {marks.map((mark) => (
        <li key={mark} className="inline-flex items-center gap-1">
          <GlyphMark name={mark} size={13} className="shrink-0" />
          {markWords[mark].word}
          {meant ? <span className="text-faint">{markWords[mark].means}</span> : null}
        </li>
      ))}
    </ul>
  );
}
