const encoder = new TextEncoder();
const varintType = 0;
const fixed64Type = 1;
const bytesType = 2;
/** The NaN by which Prometheus marks that a series ended, as two words. */
const staleHigh = 0x7ff0_0000;
const staleLow = 2;
/** Room for the length of a nested message, always written in this many bytes: a varint may be padded. */
const lengthBytes = 4;

/** Writes the few protobuf field types that remote write needs. */
export class ProtobufWriter {
  #buffer: Uint8Array<ArrayBuffer>;
  #view: DataView;
  length = 0;

  /** `room` is how many bytes are expected; it grows beyond. */
  constructor(room: number) {
    this.#buffer = new Uint8Array(room + 4096);
    this.#view = new DataView(this.#buffer.buffer);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.length);
  }

  text(field: number, value: string): void {
    this.#reserve(value.length * 3 + 16);
    this.#varint((field << 3) | bytesType);
    const start = this.length;
    const { written } = encoder.encodeInto(value, this.#buffer.subarray(start + lengthBytes));
    this.#paddedLength(start, written);
    this.length = start + lengthBytes + written;
  }

  /** Bytes that were written before. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A message of a double as field 1 (`ended`: the staleness marker in its place) and what `rest` holds, less than 100 bytes. */
  sample(field: number, value: number, ended: boolean, rest: Uint8Array): void {
    this.#reserve(rest.length + 16);
    this.#buffer[this.length++] = (field << 3) | bytesType;
    this.#buffer[this.length++] = 9 + rest.length;
    this.#buffer[this.length++] = (1 << 3) | fixed64Type;
    if (ended) {
      this.#view.setUint32(this.length, staleLow, true);
      this.#view.setUint32(this.length + 4, staleHigh, true);
    } else this.#view.setFloat64(this.length, value, true);
    this.length += 8;
    for (let i = 0; i < rest.length; i++) this.#buffer[this.length++] = rest[i] ?? 0;
  }

  /** A whole number of at least 0, up to 2^53. */
  integer(field: number, value: number): void {
    this.#reserve(16);
    this.#varint((field << 3) | varintType);
    this.#varint(value);
  }

  message(field: number, write: (message: ProtobufWriter) => void): void {
    this.#reserve(16);
    this.#varint((field << 3) | bytesType);
    const start = this.length;
    this.length += lengthBytes;
    write(this);
    this.#paddedLength(start, this.length - start - lengthBytes);
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#buffer[this.length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.length++] = rest;
  }

  #paddedLength(at: number, length: number): void {
    for (let index = 0; index < lengthBytes; index++) {
      const more = index < lengthBytes - 1 ? 0x80 : 0;
      this.#buffer[at + index] = ((length >>> (7 * index)) & 0x7f) | more;
    }
  }

  #reserve(bytes: number): void {
    if (this.length + bytes <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(this.#buffer.length * 2, this.length + bytes));
    grown.set(this.#buffer);
    this.#buffer = grown;
    this.#view = new DataView(grown.buffer);
  }
}
