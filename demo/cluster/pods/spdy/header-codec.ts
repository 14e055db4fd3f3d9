import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib';
import { uint32 } from './frames.ts';

/** Words of the dictionary that SPDY/3 compresses headers with, each with its length before it. */
const counted = `options head post put delete trace accept accept-charset accept-encoding accept-language accept-ranges age
  allow authorization cache-control connection content-base content-encoding content-language content-length
  content-location content-md5 content-range content-type date etag expect expires from host if-match if-modified-since
  if-none-match if-range if-unmodified-since last-modified location max-forwards pragma proxy-authenticate
  proxy-authorization range referer retry-after server te trailer transfer-encoding upgrade user-agent vary via warning
  www-authenticate method get status 200_OK version HTTP/1.1 url public set-cookie keep-alive origin`;

/** The end of the dictionary, without lengths. */
const plain =
  '100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505' +
  '203 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request401 Unauthorized403 Forbidden' +
  '404 Not Found500 Internal Server Error501 Not Implemented503 Service Unavailable' +
  'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 Mon, Tue, Wed, Thu, Fri, Sat, Sun, GMT' +
  'chunked,text/html,image/png,image/jpg,image/gif,application/xml,application/xhtml+xml,text/plain,text/javascript,public' +
  'privatemax-age=gzip,deflate,sdchcharset=utf-8charset=iso-8859-1,utf-,*,enq=0.';

/** The SPDY/3 header dictionary: 1,423 bytes, Adler-32 e3c6a7c2. */
export const spdyDictionary: Buffer = Buffer.concat([
  ...counted
    .split(/\s+/)
    .map((word) => word.replace('_', ' '))
    .flatMap((word) => [uint32(word.length), Buffer.from(word)]),
  Buffer.from(plain),
]);

/** Compresses and expands header blocks of one connection; both directions keep their state from block to block. */
export class HeaderCodec {
  readonly #inflate: Inflate = createInflate({
    dictionary: spdyDictionary,
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  readonly #deflate: Deflate = createDeflate({ dictionary: spdyDictionary });
  #expanded: Buffer[] = [];
  #compressed: Buffer[] = [];

  constructor() {
    this.#inflate.on('data', (chunk: Buffer) => this.#expanded.push(chunk));
    this.#deflate.on('data', (chunk: Buffer) => this.#compressed.push(chunk));
  }

  /** @throws Error when the block is not compressed with this dictionary or is cut short */
  decode(block: Buffer): Promise<Map<string, string>> {
    return new Promise((resolve, reject) => {
      this.#inflate.once('error', reject);
      this.#inflate.write(block, () => {
        this.#inflate.off('error', reject);
        const bytes = Buffer.concat(this.#expanded);
        this.#expanded = [];
        try {
          resolve(parseHeaders(bytes));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  encode(headers: ReadonlyMap<string, string>): Promise<Buffer> {
    const parts = [uint32(headers.size)];
    for (const text of [...headers].flat()) parts.push(uint32(Buffer.byteLength(text)), Buffer.from(text));
    return new Promise((resolve) => {
      this.#deflate.write(Buffer.concat(parts));
      this.#deflate.flush(constants.Z_SYNC_FLUSH, () => {
        const block = Buffer.concat(this.#compressed);
        this.#compressed = [];
        resolve(block);
      });
    });
  }

  close(): void {
    this.#inflate.destroy();
    this.#deflate.destroy();
  }
}

function parseHeaders(bytes: Buffer): Map<string, string> {
  let position = 4;
  const text = (): string => {
    const length = bytes.readUInt32BE(position);
    const value = bytes.subarray(position + 4, position + 4 + length).toString('utf8');
    position += 4 + length;
    return value;
  };
  const headers = new Map<string, string>();
  for (let left = bytes.readUInt32BE(0); left > 0; left -= 1) {
    const name = text().toLowerCase();
    headers.set(name, text());
  }
  return headers;
}
