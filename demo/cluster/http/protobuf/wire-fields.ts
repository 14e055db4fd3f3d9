/** One field of a protobuf message: a number for varints, bytes for everything with a length. */
export interface WireField {
  number: number;
  value: number | Uint8Array;
}

/**
 * Splits an encoded message into its fields.
 * @throws Error when the bytes end early or hold a wire type that Kubernetes's messages do not use
 */
export function wireFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let position = 0;
  const varint = (): number => {
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[position];
      if (byte === undefined || shift > 63n) throw new Error('the message ends within a number');
      position += 1;
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, result));
    }
  };
  while (position < bytes.length) {
    const tag = varint();
    const number = tag >>> 3;
    const wireType = tag & 7;
    if (wireType === 0) {
      fields.push({ number, value: varint() });
    } else if (wireType === 2) {
      const length = varint();
      const end = position + length;
      if (length < 0 || end > bytes.length) throw new Error('the message ends within a field');
      fields.push({ number, value: bytes.subarray(position, end) });
      position = end;
    } else throw new Error(`wire type ${wireType} is not supported`);
  }
  return fields;
}
