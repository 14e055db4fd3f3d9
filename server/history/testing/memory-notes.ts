import type { Note, NotesEngine } from '../notes-engine.ts';

/** An engine that keeps notes in memory, for as long as the process lives. For tests. */
export function createMemoryNotes(): NotesEngine {
  let kept = new Map<string, Note>();
  const newestFirst = () => [...kept.values()].sort((a, b) => b.at - a.at);
  return {
    put: async (notes) => {
      for (const note of notes) {
        const id = `${note.kind} ${note.key}`;
        if ((kept.get(id)?.at ?? 0) <= note.at) kept.set(id, note);
      }
    },
    list: async (kind) => newestFirst().filter((note) => note.kind === kind),
    prune: async (before, most) => {
      const left = newestFirst()
        .filter(({ at }) => at >= before)
        .slice(0, most);
      kept = new Map(left.map((note) => [`${note.kind} ${note.key}`, note]));
    },
    close: async () => undefined,
  };
}
