import { editDistance } from '#lib/core/edit-distance.ts';
import { edgeOperands } from './edge-operands.ts';
import { nodeOperands } from './node-operands.ts';
import type { Operand } from './operand.ts';

/** All operands of the language. */
export const operands: readonly Operand[] = [...nodeOperands, ...edgeOperands];

const byName = new Map(operands.flatMap((operand) => namesOf(operand).map((name) => [name, operand])));

/** The names of an operand, its own first. */
export function namesOf({ name, aliases }: Operand): readonly string[] {
  return [name, ...aliases];
}

/** What a written name means: an operand, and the key where it is a label's. Letter case of the operand does not matter. */
export function operandNamed(
  written: string,
): { readonly operand: Operand; readonly label: string | null } | null {
  const prefix = 'label:';
  if (written.slice(0, prefix.length).toLowerCase() === prefix) {
    const label = written.slice(prefix.length);
    const operand = byName.get(prefix);
    return label === '' || operand === undefined ? null : { operand, label };
  }
  const operand = byName.get(written.toLowerCase());
  return operand === undefined ? null : { operand, label: null };
}

/** The nearest of some words within a third of its letters (two swapped ones are two), or null; nothing is near a very long word. */
export function nearestOf(written: string, words: Iterable<string>): string | null {
  const wanted = written.toLowerCase();
  if (wanted.length > 32) return null;
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const word of words) {
    const distance = editDistance(wanted, word.toLowerCase());
    const most = Math.max(2, Math.floor(Math.max(word.length, wanted.length) / 3));
    if (distance <= most && distance < word.length - 1 && (best === null || distance < best.distance)) {
      best = { word, distance };
    }
  }
  return best?.word ?? null;
}

/** The operand whose name or short form is nearest to what was written. */
export const nearestOperand = (written: string): string | null => nearestOf(written, byName.keys());
