import type { LogLine } from '#server/context.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Cuts bytes into lines, whatever they are. Of a line it keeps so many bytes at most and counts the rest. */
export class LogSplitter {
  readonly #mostKept: number;
  #parts: Uint8Array[] = [];
  #kept = 0;
  #length = 0;

  constructor(mostKept: number) {
    this.#mostKept = mostKept;
  }

  /** The lines that end within the chunk. */
  push(chunk: Uint8Array): readonly LogLine[] {
    const lines: LogLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      this.#keep(chunk.subarray(from, at));
      lines.push(this.#take());
      from = at + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  /** The line that nothing ended; null where there is none. */
  end(): LogLine | null {
    return this.#length === 0 ? null : this.#take();
  }

  #keep(part: Uint8Array): void {
    const room = this.#mostKept - this.#kept;
    if (room > 0 && part.length > 0) {
      // A copy: who reads may use its buffer again.
      this.#parts.push(part.slice(0, room));
      this.#kept += Math.min(room, part.length);
    }
    this.#length += part.length;
  }

  #take(): LogLine {
    const bytes = Buffer.concat(this.#parts);
    const whole = this.#length === bytes.length;
    const ends = whole && bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
    const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes.subarray(0, ends));
    const line = { text, bytes: this.#length };
    this.#parts = [];
    this.#kept = 0;
    this.#length = 0;
    return line;
  }
}
