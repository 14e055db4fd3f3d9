import { request } from 'node:https';
import {
  isObject,
  type Json,
  type JsonObject,
  numberAt,
  objectAt,
  parseJson,
  textAt,
} from '#lib/core/json.ts';

const maximumAnswer = 3 * 1024 * 1024;

/**
 * Posts an AdmissionReview to a webhook and returns its answer.
 * @throws Error when the address cannot be reached, is not trusted, answers late, or does not answer with a review
 */
export async function callWebhook(hook: Json, review: JsonObject): Promise<JsonObject> {
  const client = objectAt(hook, 'clientConfig');
  const url = webhookUrl(client);
  const seconds = numberAt(hook, 'timeoutSeconds') ?? 10;
  url.searchParams.set('timeout', `${seconds}s`);
  const bundle = textAt(client, 'caBundle');
  const answer = await post(url, JSON.stringify(review), {
    ca: bundle === '' ? undefined : Buffer.from(bundle, 'base64').toString('utf8'),
    timeout: seconds * 1000,
  });
  const parsed = parseJson(answer);
  if (!isObject(parsed)) throw new Error('the answer is not an AdmissionReview');
  return parsed;
}

/** A service reference names an address inside the cluster; this one has no pod network to reach it by. */
function webhookUrl(client: JsonObject): URL {
  const url = textAt(client, 'url');
  if (url !== '') return new URL(url);
  const service = objectAt(client, 'service');
  const host = `${textAt(service, 'name')}.${textAt(service, 'namespace')}.svc`;
  throw new Error(
    `Post "https://${host}:443${textAt(service, 'path')}": dial tcp: lookup ${host}: no such host`,
  );
}

function post(url: URL, body: string, tls: { ca: string | undefined; timeout: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        ca: tls.ca,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(tls.timeout),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > maximumAnswer) outgoing.destroy(new Error('the answer is larger than 3 MiB'));
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`expected webhook response of 200, got ${response.statusCode}`));
        });
      },
    );
    outgoing.on('error', (error) =>
      reject(
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? new Error(`Post "${url.href}": context deadline exceeded`)
          : new Error(`Post "${url.href}": ${error.message}`),
      ),
    );
    outgoing.end(body);
  });
}
