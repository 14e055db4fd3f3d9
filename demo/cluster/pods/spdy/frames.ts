/** Frames of SPDY/3.1 that port-forwarding uses; anything else of the protocol is passed over. */
export type SpdyFrame =
  | { type: 'data'; stream: number; end: boolean; data: Buffer }
  | { type: 'open'; stream: number; end: boolean; headers: Buffer }
  | { type: 'reply'; stream: number; headers: Buffer }
  | { type: 'reset'; stream: number }
  | { type: 'ping'; id: number }
  | { type: 'goaway' }
  | { type: 'other' };

const headerLength = 8;
const finFlag = 0x01;

/** Cuts bytes into frames; what is not yet a whole frame is kept for the next call. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): SpdyFrame[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const frames: SpdyFrame[] = [];
    while (this.#rest.length >= headerLength) {
      const end = headerLength + this.#rest.readUIntBE(5, 3);
      if (this.#rest.length < end) break;
      frames.push(parse(this.#rest.subarray(0, end)));
      this.#rest = this.#rest.subarray(end);
    }
    return frames;
  }
}

function parse(frame: Buffer): SpdyFrame {
  const first = frame.readUInt32BE(0);
  const end = (frame.readUInt8(4) & finFlag) !== 0;
  const body = frame.subarray(headerLength);
  if (first < 0x8000_0000) return { type: 'data', stream: first, end, data: body };
  if (body.length < 4) return { type: 'other' };
  const stream = body.readUInt32BE(0) & 0x7fff_ffff;
  switch (first & 0xffff) {
    case 1:
      return { type: 'open', stream, end, headers: body.subarray(10) };
    case 2:
      return { type: 'reply', stream, headers: body.subarray(4) };
    case 3:
      return { type: 'reset', stream };
    case 6:
      return { type: 'ping', id: body.readUInt32BE(0) };
    case 7:
      return { type: 'goaway' };
    default:
      return { type: 'other' };
  }
}

/** Bytes of a stream; `end` closes this side of it. */
export function dataFrame(stream: number, data: Uint8Array, end: boolean): Buffer {
  const head = Buffer.alloc(headerLength);
  head.writeUInt32BE(stream, 0);
  head.writeUInt8(end ? finFlag : 0, 4);
  head.writeUIntBE(data.length, 5, 3);
  return Buffer.concat([head, data]);
}

export const replyFrame = (stream: number, headers: Uint8Array): Buffer =>
  controlFrame(2, Buffer.concat([uint32(stream), headers]));

/** Status 5 of RST_STREAM is CANCEL. */
export const resetFrame = (stream: number): Buffer =>
  controlFrame(3, Buffer.concat([uint32(stream), uint32(5)]));

export const pingFrame = (id: number): Buffer => controlFrame(6, uint32(id));

/** A control frame of SPDY/3.1 without flags. */
export function controlFrame(type: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(headerLength);
  head.writeUInt32BE((0x8003_0000 | type) >>> 0, 0);
  head.writeUIntBE(body.length, 5, 3);
  return Buffer.concat([head, body]);
}

/** Four bytes, the highest first. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0, 0);
  return bytes;
}
