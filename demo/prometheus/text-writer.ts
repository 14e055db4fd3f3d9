const pieceBytes = 256 * 1024;
/** More than any number's or time's text takes. */
const numberBytes = 64;

/** Writes lines into pieces of about 256 kB, as bytes: what comes again and again is copied, not made anew. */
export class TextWriter {
  #piece = Buffer.allocUnsafe(pieceBytes + 4096);
  #length = 0;

  bytes(part: Uint8Array): void {
    if (this.#length + part.length > this.#piece.length) this.#grow(part.length);
    this.#piece.set(part, this.#length);
    this.#length += part.length;
  }

  /** A number or another short text of ASCII, of at most 64 characters. */
  short(text: string): void {
    if (this.#length + numberBytes > this.#piece.length) this.#grow(numberBytes);
    this.#length += this.#piece.write(text, this.#length, 'latin1');
  }

  /** The piece written so far if it is full, and begins another. */
  full(): Buffer | null {
    return this.#length < pieceBytes ? null : this.rest();
  }

  /** What is written since the last piece, and begins another. */
  rest(): Buffer {
    const done = this.#piece.subarray(0, this.#length);
    this.#piece = Buffer.allocUnsafe(pieceBytes + 4096);
    this.#length = 0;
    return done;
  }

  #grow(bytes: number): void {
    const grown = Buffer.allocUnsafe(this.#piece.length * 2 + bytes);
    this.#piece.copy(grown, 0, 0, this.#length);
    this.#piece = grown;
  }
}
