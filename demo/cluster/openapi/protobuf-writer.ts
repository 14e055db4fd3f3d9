/** Writes protobuf messages: fields in the order they are given, nothing for what is absent. */
export class ProtobufWriter {
  private readonly chunks: Uint8Array[] = [];

  private static readonly text = new TextEncoder();

  string(field: number, value: unknown): void {
    if (typeof value === 'string' && value !== '') this.bytes(field, ProtobufWriter.text.encode(value));
  }

  strings(field: number, values: unknown): void {
    if (!Array.isArray(values)) return;
    for (const value of values) {
      if (typeof value === 'string') this.bytes(field, ProtobufWriter.text.encode(value));
    }
  }

  bool(field: number, value: unknown): void {
    if (value === true) this.chunks.push(varint(field * 8), varint(1));
  }

  int(field: number, value: unknown): void {
    if (typeof value === 'number' && value !== 0) this.chunks.push(varint(field * 8), varint(value));
  }

  double(field: number, value: unknown): void {
    if (typeof value !== 'number' || value === 0) return;
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    this.chunks.push(varint(field * 8 + 1), bytes);
  }

  /** A nested message; an empty one is written too, as its presence may mean something. */
  message(field: number, write: (inner: ProtobufWriter) => void): void {
    const inner = new ProtobufWriter();
    write(inner);
    this.bytes(field, inner.finish());
  }

  bytes(field: number, value: Uint8Array): void {
    this.chunks.push(varint(field * 8 + 2), varint(value.length), value);
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}
