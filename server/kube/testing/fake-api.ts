import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { KubeConfig } from '@kubernetes/client-node';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { collectionPath } from '../api-path.ts';

/** A scripted answer in place of the fake's own. `hold` waits for the promise first. */
export interface Scripted {
  readonly status?: number;
  readonly body?: unknown;
  readonly hold?: Promise<void>;
}

interface Watcher {
  readonly path: string;
  readonly response: ServerResponse;
}

interface Change {
  readonly path: string;
  readonly version: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

export const pathOf = (kind: KindName, namespace: string | null = null): string => {
  const { group, plural, namespaced } = kinds[kind];
  return collectionPath({ group, version: versionOf(kind), plural, namespaced }, namespace);
};

/** The fake serves the version that is preferred. */
const versionOf = (kind: KindName): string => kinds[kind].versions[0] ?? 'v1';

const apiVersionOf = (kind: KindName): string =>
  kinds[kind].group === '' ? versionOf(kind) : `${kinds[kind].group}/${versionOf(kind)}`;

/**
 * A small API server over plain HTTP that a test scripts: it lists, pages and watches what `put` and `remove` say, and
 * fails where `script` or the methods below say so.
 */
export class FakeApi {
  readonly requests: string[] = [];
  /** Answers a request in the fake's place; null leaves it to the fake. */
  script: (url: URL, request: IncomingMessage, body: unknown) => Scripted | null = () => null;
  served: Set<KindName>;
  /** Watches from before this version answer 410. */
  oldest = 0;
  readonly #objects = new Map<string, KubeObject>();
  readonly #changes: Change[] = [];
  readonly #watchers = new Set<Watcher>();
  #version = 1;
  #server: Server | null = null;
  #port = 0;

  constructor(served: readonly KindName[]) {
    this.served = new Set(served);
  }

  /** Listens, on the port it had before if there was one. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#handle(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  /** Stops listening and cuts every connection. */
  async stop(): Promise<void> {
    this.#watchers.clear();
    const server = this.#server;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  }

  config(): KubeConfig {
    const config = new KubeConfig();
    const server = `http://127.0.0.1:${this.#port}`;
    config.loadFromClusterAndUser(
      { name: 'fake', server, skipTLSVerify: true },
      { name: 'tester', token: 'own-token' },
    );
    return config;
  }

  put(
    kind: KindName,
    namespace: string,
    name: string,
    rest: Partial<KubeObject> = {},
    uid = 'u1',
  ): KubeObject {
    const known = this.#objects.get(this.#key(kind, namespace, name));
    const version = ++this.#version;
    const object = {
      apiVersion: apiVersionOf(kind),
      kind: kinds[kind].kind,
      ...rest,
      metadata: {
        name,
        ...(namespace === '' ? {} : { namespace }),
        uid,
        ...rest.metadata,
        resourceVersion: String(version),
      },
    };
    this.#objects.set(this.#key(kind, namespace, name), object);
    this.#record(kind, known === undefined ? 'ADDED' : 'MODIFIED', object, version);
    return object;
  }

  remove(kind: KindName, namespace: string, name: string): void {
    const object = this.#objects.get(this.#key(kind, namespace, name));
    if (object === undefined) throw new Error(`There is no ${kind} ${namespace}/${name} to remove.`);
    this.#objects.delete(this.#key(kind, namespace, name));
    const version = ++this.#version;
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
    this.#record(kind, 'DELETED', last, version);
  }

  /** Ends open watches of a kind the orderly way. */
  closeWatches(kind: KindName): void {
    for (const watcher of this.#watchersOf(kind)) {
      this.#watchers.delete(watcher);
      watcher.response.end();
    }
  }

  /** Sends text on open watches of a kind as it is; with `cut` the connection breaks after it. */
  sendRaw(kind: KindName, text: string, cut = false): void {
    for (const { response } of this.#watchersOf(kind)) {
      response.write(text, () => {
        if (cut) response.destroy();
      });
    }
  }

  watching(kind: KindName): number {
    return this.#watchersOf(kind).length;
  }

  get version(): number {
    return this.#version;
  }

  #watchersOf(kind: KindName): readonly Watcher[] {
    return [...this.#watchers].filter(({ path }) => path === pathOf(kind));
  }

  #key = (kind: KindName, namespace: string, name: string) => `${pathOf(kind)}|${namespace}|${name}`;

  #record(kind: KindName, type: Change['type'], object: KubeObject, version: number): void {
    const change = { path: pathOf(kind), version, type, object };
    this.#changes.push(change);
    for (const { response } of this.#watchersOf(kind)) response.write(line(change));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    this.requests.push(`${request.method} ${request.url}`);
    const scripted = this.script(url, request, await bodyOf(request));
    await scripted?.hold;
    if (scripted !== null && (scripted.status !== undefined || scripted.body !== undefined)) {
      answer(response, scripted.status ?? 200, scripted.body ?? {});
    } else if (url.searchParams.get('watch') === 'true') {
      this.#watch(url, response);
    } else {
      this.#read(url, response);
    }
  }

  #watch(url: URL, response: ServerResponse): void {
    const from = Number(url.searchParams.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from < this.oldest) {
      const object = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' };
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
      return;
    }
    for (const change of this.#changes) {
      if (change.path === url.pathname && change.version > from) response.write(line(change));
    }
    const watcher = { path: url.pathname, response };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
  }

  #read(url: URL, response: ServerResponse): void {
    const known =
      url.pathname === '/version' ? { gitVersion: 'v1.31.0-fake' } : this.#discovery(url.pathname);
    const listed = [...this.served].find((kind) => pathOf(kind) === url.pathname);
    if (known !== null) answer(response, 200, known);
    else if (listed !== undefined) answer(response, 200, this.#list(url, listed));
    else answer(response, 404, { message: 'the server could not find the requested resource' });
  }

  #list(url: URL, kind: KindName): unknown {
    const all = [...this.#objects]
      .filter(([key]) => key.startsWith(`${url.pathname}|`))
      .map(([, object]) => object);
    const start = Number(url.searchParams.get('continue') ?? 0);
    const end = start + Number(url.searchParams.get('limit') ?? all.length);
    const more = end < all.length ? { continue: String(end) } : {};
    const metadata = { resourceVersion: String(this.#version), ...more };
    // Items of a real list carry neither apiVersion nor kind.
    const items = all.slice(start, end).map(({ apiVersion: _, kind: __, ...rest }) => rest);
    return { apiVersion: apiVersionOf(kind), kind: `${kinds[kind].kind}List`, metadata, items };
  }

  #discovery(path: string): unknown {
    const served = [...this.served].map((kind) => ({ ...kinds[kind], version: versionOf(kind) }));
    if (path === '/apis') {
      const byGroup = Map.groupBy(
        served.filter(({ group }) => group !== ''),
        ({ group }) => group,
      );
      return {
        groups: [...byGroup].map(([name, members]) => ({
          name,
          versions: [...new Set(members.map(({ version }) => version))].map((version) => ({ version })),
        })),
      };
    }
    const [, group = '', version] =
      /^\/apis\/([^/]+)\/([^/]+)$/.exec(path) ?? /^\/api()\/(v1)$/.exec(path) ?? [];
    if (version === undefined) return null;
    const here = served.filter((kind) => kind.group === group && kind.version === version);
    return { resources: here.map(({ plural }) => ({ name: plural, verbs: ['get', 'list', 'watch'] })) };
  }
}

const line = ({ type, object }: Change): string => `${JSON.stringify({ type, object })}\n`;

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? null : JSON.parse(text);
}
