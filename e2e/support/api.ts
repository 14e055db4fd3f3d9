import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';

/** Something that the global set-up left in the environment. */
export function fromSetup(name: 'WEFT_URL' | 'WEFT_KUBECONFIG' | 'WEFT_CONTROL_URL'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: the global set-up did not run`);
  return value;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request with exactly these headers: fetch would not let a test forge Host and Origin. */
export function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; base?: string } = {},
): Promise<Answer> {
  const url = new URL(path, options.base ?? fromSetup('WEFT_URL'));
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      { method: options.method ?? 'GET', headers: options.headers ?? {} },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** GET, parsed by the contract. Throws what the server said when it is not a success. */
export async function get<T extends z.ZodType>(path: string, schema: T, base?: string): Promise<z.infer<T>> {
  const answer = await ask(path, { ...(base === undefined ? {} : { base }) });
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.body}`);
  return schema.parse(JSON.parse(answer.body));
}

/** Every bearer token of the demo's kubeconfig: none of them may ever be seen in an answer. */
export const secretsOfDemo = (): string[] =>
  [...readFileSync(fromSetup('WEFT_KUBECONFIG'), 'utf8').matchAll(/token: "?([\w.-]+)"?/g)].map(
    (m) => m[1] ?? '',
  );
