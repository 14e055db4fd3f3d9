import type { ServerResponse } from 'node:http';
import { stringify } from 'yaml';
import type { Json } from '#lib/core/json.ts';
import type { Reply } from './reply.ts';

/** A stream whose reader leaves this much unread is cut; a watch then resumes from its last version. */
const maximumUnread = 16 * 1024 * 1024;

/** Writes an answer. `yaml` asks for the JSON kinds in YAML; `closing` ends streams when the server stops. */
export async function writeReply(
  response: ServerResponse,
  reply: Reply,
  options: { warnings: readonly string[]; yaml: boolean; closing: AbortSignal },
): Promise<void> {
  if (options.warnings.length > 0) response.setHeader('Warning', options.warnings.map(warningValue));
  response.setHeader('Cache-Control', 'no-cache, private');
  switch (reply.kind) {
    case 'json':
      return writeJson(response, reply, options.yaml);
    case 'bytes':
      return writeBytes(response, reply.status, reply.mediaType, reply.body, reply.headers ?? {});
    case 'stream':
      return writeStream(response, reply, options.closing);
  }
}

/** A warning as RFC 7234 has it, as quoted text in printable ASCII. */
function warningValue(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, ' ');
  return `299 - "${printable.replace(/["\\]/g, '\\$&')}"`;
}

function writeJson(response: ServerResponse, reply: Extract<Reply, { kind: 'json' }>, yaml: boolean): void {
  const asYaml = yaml && reply.mediaType === undefined;
  const body = asYaml ? toYaml(reply.body) : `${JSON.stringify(reply.body)}\n`;
  const mediaType = asYaml ? 'application/yaml' : (reply.mediaType ?? 'application/json');
  writeBytes(response, reply.status, mediaType, body, reply.headers ?? {});
}

const toYaml = (body: Json): string => stringify(body, { aliasDuplicateObjects: false });

function writeBytes(
  response: ServerResponse,
  status: number,
  mediaType: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
): void {
  response.writeHead(status, {
    'content-type': mediaType,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

async function writeStream(
  response: ServerResponse,
  reply: Extract<Reply, { kind: 'stream' }>,
  closing: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort('closed'));
  const signal = AbortSignal.any([gone.signal, closing]);
  response.writeHead(reply.status, { 'content-type': reply.mediaType });
  response.flushHeaders();
  await reply.run({
    signal,
    write: (chunk) => {
      if (signal.aborted || response.writableEnded) return false;
      response.write(chunk);
      if (response.writableLength <= maximumUnread) return true;
      response.destroy();
      return false;
    },
  });
  response.end();
}
