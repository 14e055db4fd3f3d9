import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const compress = promisify(gzip);

const worthCompressing = 1024;

const acceptsGzip = (request: IncomingMessage): boolean =>
  /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));

/** Sends a whole body, compressed when the caller takes it and it is worth it. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: string,
  type = 'application/json',
): Promise<void> {
  const zipped = body.length >= worthCompressing && acceptsGzip(request);
  const bytes = zipped ? await compress(body, { level: constants.Z_BEST_SPEED }) : Buffer.from(body);
  response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
  });
  response.end(bytes);
}

const bodyLimit = 10 * 1024 * 1024;

/** The parameters of the address and, where the body is a form, of the body. */
export async function readParameters(request: IncomingMessage, url: URL): Promise<URLSearchParams> {
  const parameters = new URLSearchParams(url.search);
  if (request.method !== 'POST') return parameters;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > bodyLimit) throw new RangeError('the body is larger than 10 MiB');
    chunks.push(bytes);
  }
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString()))
    parameters.append(name, value);
  return parameters;
}
