import { Duplex } from 'node:stream';
import { dataFrame, FrameReader, pingFrame, replyFrame, resetFrame, type SpdyFrame } from './frames.ts';
import { HeaderCodec } from './header-codec.ts';

/** One stream that the client opened, with the headers it opened it with. */
export interface SpdyStream {
  id: number;
  headers: ReadonlyMap<string, string>;
  /** Bytes in both directions; ends and is ended like any duplex stream. */
  bytes: Duplex;
}

/**
 * The server's side of a SPDY/3.1 connection over any carrier of bytes. It only accepts streams; flow control is left to
 * the carrier, as Kubernetes's own implementation does.
 */
export class SpdyConnection {
  readonly #carrier: Duplex;
  readonly #onStream: (stream: SpdyStream) => void;
  readonly #streams = new Map<number, Duplex>();
  readonly #codec = new HeaderCodec();
  readonly #reader = new FrameReader();
  #work: Promise<void> = Promise.resolve();

  constructor(carrier: Duplex, onStream: (stream: SpdyStream) => void) {
    this.#carrier = carrier;
    this.#onStream = onStream;
    carrier.on('data', (chunk: Buffer) => this.#receive(chunk));
    carrier.on('error', () => carrier.destroy());
    carrier.on('close', () => this.#close());
  }

  /** Frames are worked off one after the other: expanding headers is asynchronous and must keep their order. */
  #receive(chunk: Buffer): void {
    for (const frame of this.#reader.push(chunk)) {
      this.#work = this.#work.then(() => this.#handle(frame)).catch(() => void this.#carrier.destroy());
    }
  }

  async #handle(frame: SpdyFrame): Promise<void> {
    switch (frame.type) {
      case 'open':
        return this.#open(frame.stream, await this.#codec.decode(frame.headers), frame.end);
      case 'data': {
        const stream = this.#streams.get(frame.stream);
        if (frame.data.length > 0) stream?.push(frame.data);
        if (frame.end) stream?.push(null);
        return;
      }
      case 'reset':
        this.#streams.get(frame.stream)?.destroy();
        return;
      case 'ping':
        // Odd ids are the client's own questions, even ones would be answers to ours.
        if (frame.id % 2 === 1) this.#send(pingFrame(frame.id));
        return;
      case 'goaway':
        return;
      case 'reply':
      case 'other':
        return;
    }
  }

  async #open(id: number, headers: ReadonlyMap<string, string>, ended: boolean): Promise<void> {
    let finished = false;
    const bytes = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => this.#send(dataFrame(id, chunk, false), done),
      final: (done) => {
        finished = true;
        this.#send(dataFrame(id, new Uint8Array(), true), done);
      },
      destroy: (error, done) => {
        this.#streams.delete(id);
        if (!finished) this.#send(resetFrame(id));
        done(error);
      },
    });
    bytes.on('error', () => undefined);
    this.#streams.set(id, bytes);
    if (ended) bytes.push(null);
    this.#send(replyFrame(id, await this.#codec.encode(new Map())));
    this.#onStream({ id, headers, bytes });
  }

  #send(frame: Buffer, done?: (error?: Error | null) => void): void {
    if (this.#carrier.writable) this.#carrier.write(frame, done);
    else done?.();
  }

  #close(): void {
    for (const stream of this.#streams.values()) stream.destroy();
    this.#codec.close();
  }
}
