const encoder = new TextEncoder();
const varintType = 0;
const fixed64Type = 1;
const bytesType = 2;
/** Bits of the NaN by which Prometheus marks that a series ended. */
const staleBits = 0x7ff0_0000_0000_0002n;
/** Room for the length of a nested message, always written in this many bytes: a varint may be padded. */
const lengthBytes = 4;

/** Writes the few protobuf field types that remote write needs. */
export class ProtobufWriter {
  #buffer = new Uint8Array(64 * 1024);
  #view = new DataView(this.#buffer.buffer);
  length = 0;

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

  double(field: number, value: number): void {
    this.#fixed64(field);
    this.#view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  staleMarker(field: number): void {
    this.#fixed64(field);
    this.#view.setBigUint64(this.length, staleBits, true);
    this.length += 8;
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

  #fixed64(field: number): void {
    this.#reserve(16);
    this.#varint((field << 3) | fixed64Type);
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
