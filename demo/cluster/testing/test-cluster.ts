import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isObject, type Json, type JsonObject, objectAt, parseJson, textAt } from '#lib/core/json.ts';
import { type ClusterOptions, type EmbeddedCluster, serveCluster } from '../serve-cluster.ts';

/** An answer with its body parsed. */
export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: JsonObject;
  text: string;
}

/** How a request differs from an admin's plain JSON one. */
export interface CallOptions {
  user?: string;
  body?: Json;
  type?: string;
  accept?: string;
  headers?: Record<string, string>;
}

/** An open watch: its events so far, and whether the server ended it. */
export interface OpenWatch {
  events: JsonObject[];
  ended: boolean;
  close(): void;
}

/** A cluster in a folder of its own, with a client for tests. */
export interface TestCluster extends EmbeddedCluster {
  dir: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  watch(path: string, options?: CallOptions): Promise<OpenWatch>;
  stop(): Promise<void>;
}

const tokens = z.record(z.string(), z.string());

/** Starts a cluster for one test file; `stop` removes its folder. */
export async function startTestCluster(options: Partial<ClusterOptions> = {}): Promise<TestCluster> {
  const dir = await mkdtemp(join(tmpdir(), 'weft-cluster-'));
  const cluster = await serveCluster({ dir, clock: () => Date.now(), ...options });
  const known = tokens.parse(JSON.parse(await readFile(join(dir, 'tokens.json'), 'utf8')));
  const open = (method: string, path: string, call: CallOptions): ClientRequest =>
    request(new URL(path, cluster.url), {
      method,
      ca: cluster.caPem,
      headers: {
        ...(call.user === '' ? {} : { authorization: `Bearer ${known[call.user ?? 'admin'] ?? call.user}` }),
        accept: call.accept ?? 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': call.type ?? 'application/json' }),
        ...call.headers,
      },
    });
  return {
    ...cluster,
    dir,
    call: (method, path, call = {}) => answerOf(open(method, path, call), call.body),
    watch: (path, call = {}) => watchOf(open('GET', path, call)),
    stop: async () => {
      await cluster.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function answerOf(outgoing: ClientRequest, body: Json | undefined): Promise<Answer> {
  const sent = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  // Node sends the body of a DELETE without any length unless it is told.
  if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(sent));
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: asObject(text), text }),
      );
    });
    outgoing.end(sent);
  });
}

function asObject(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function watchOf(outgoing: ClientRequest): Promise<OpenWatch> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const watch: OpenWatch = { events: [], ended: false, close: () => outgoing.destroy() };
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        watch.events.push(...lines.map(asObject));
      });
      response.on('error', () => undefined);
      response.on('close', () => {
        watch.ended = true;
      });
      resolve(watch);
    });
    outgoing.end();
  });
}

/** A VirtualService with one route, for tests that need any custom object. */
export const virtualService = (name: string, namespace: string, labels: JsonObject = {}): JsonObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace, labels },
  spec: { hosts: [name], http: [{ route: [{ destination: { host: name }, weight: 100 }] }] },
});

/** Version of an object that was answered. */
export const versionOf = (object: JsonObject): string =>
  textAt(objectAt(object, 'metadata'), 'resourceVersion');
