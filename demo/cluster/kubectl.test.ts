import { execFile, spawn, spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestCluster, type TestCluster } from './testing/test-cluster.ts';

/** The kubectl binaries to try: the words of KUBECTL, or the one in PATH. */
const binaries = (process.env.KUBECTL ?? 'kubectl')
  .split(/\s+/)
  .filter((binary) => spawnSync(binary, ['version', '--client']).status === 0);

interface Outcome {
  code: number;
  out: string;
  err: string;
}

// Each kubectl reads discovery and OpenAPI anew; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startTestCluster({
    podLogs: (_pod, container) => ({ lines: () => [`${container}: first`, `${container}: second`] }),
    podAdmin: (pod, port, path) =>
      port === 15000 ? { status: 200, contentType: 'text/plain', body: `${pod.name} ${path}` } : null,
  });
});
afterAll(() => cluster.stop());

const manifest = (namespace: string, weight: number) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: ${namespace}, labels: { app: cart } }
spec:
  hosts: [cart]
  http:
    - route:
        - { destination: { host: cart, subset: v1 }, weight: ${weight} }
        - { destination: { host: cart, subset: v2 }, weight: ${100 - weight} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: ${namespace} }
spec:
  replicas: 2
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: app, image: cart:1 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart-1, namespace: ${namespace}, labels: { app: cart } }
spec: { containers: [{ name: app, image: cart:1 }, { name: istio-proxy, image: proxy }] }
`;

describe.each(binaries.map((binary, i) => ({ binary, namespace: `kubectl-${i}` })))(
  '$binary',
  ({ binary, namespace }) => {
    const environment = () => ({ ...process.env, KUBECONFIG: cluster.kubeconfigPath, HOME: cluster.dir });
    const run = (args: string[], options: { input?: string; env?: Record<string, string> } = {}) =>
      new Promise<Outcome>((resolve) => {
        const child = execFile(
          binary,
          args,
          { env: { ...environment(), ...options.env } },
          (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
        );
        child.stdin?.end(options.input ?? '');
      });
    /** Runs to success and returns what was printed. */
    const kubectl = async (args: string, input?: string): Promise<string> => {
      const { code, out, err } = await run([...args.split(' '), '-n', namespace], { input });
      expect(code, `kubectl ${args}: ${err}`).toBe(0);
      return out;
    };

    beforeAll(async () => {
      expect((await run(['create', 'namespace', namespace])).out).toContain('created');
    });

    test('apply, again, in a dry run and changed', async () => {
      expect(await kubectl('apply -f -', manifest(namespace, 90))).toContain(
        'virtualservice.networking.istio.io/cart created',
      );
      expect(await kubectl('apply -f -', manifest(namespace, 90))).toContain('cart unchanged');
      expect(await kubectl('apply --dry-run=server -f -', manifest(namespace, 50))).toContain(
        'cart configured (server dry run)',
      );
      expect(await kubectl('get vs cart -o jsonpath={.spec.http[0].route[0].weight}')).toBe('90');
      expect(await kubectl('apply -f -', manifest(namespace, 80))).toContain('cart configured');
      expect(await kubectl('get vs cart -o jsonpath={.spec.http[0].route[0].weight}')).toBe('80');
    });

    test('get in every form, describe, explain', async () => {
      expect(await kubectl('get all')).toContain('deployment.apps/cart');
      expect(await kubectl('get vs')).toMatch(/NAME +GATEWAYS +HOSTS +AGE\ncart +\["cart"\]/);
      expect(await kubectl('get deployments,vs -o wide --show-labels')).toContain('app=cart');
      expect(await kubectl('get vs cart -o yaml --show-managed-fields')).toContain('manager: kubectl');
      expect(await kubectl('get virtualservices.v1beta1.networking.istio.io cart -o yaml')).toContain(
        'apiVersion: networking.istio.io/v1beta1',
      );
      expect(await kubectl('describe vs cart')).toMatch(/Weight: +80/);
      expect(await kubectl('describe deployment cart')).toMatch(/Image: +cart:1/);
      expect(await kubectl('describe pod cart-1')).toContain('Status:');
      expect(await kubectl('explain virtualservice.spec.http')).toContain('FIELD');
      expect(await kubectl('api-resources')).toContain('virtualservices');
    });

    test('patch, edit, label, scale and wait', async () => {
      const path = '/spec/http/0/route/0/weight';
      await kubectl(`patch vs cart --type=json -p [{"op":"replace","path":"${path}","value":70}]`);
      await kubectl('patch vs cart --type=merge -p {"metadata":{"annotations":{"by":"merge"}}}');
      await kubectl('patch deployment cart -p {"spec":{"template":{"spec":{"priorityClassName":"high"}}}}');
      expect(await kubectl('get vs cart -o jsonpath={.spec.http[0].route[0].weight}')).toBe('70');
      const failing = await run([
        ...['patch', 'vs', 'cart', '-n', namespace, '--type=json', '-p'],
        `[{"op":"test","path":"${path}","value":1}]`,
      ]);
      expect(failing).toMatchObject({ code: 1 });

      const editor = join(cluster.dir, `editor-${namespace}`);
      await writeFile(editor, '#!/bin/sh\nsed -i "s/weight: 70/weight: 60/" "$1"\n');
      await chmod(editor, 0o700);
      const edited = await run(['edit', 'vs', 'cart', '-n', namespace], { env: { EDITOR: editor } });
      expect(edited.out).toContain('cart edited');
      expect(await kubectl('get vs cart -o jsonpath={.spec.http[0].route[0].weight}')).toBe('60');

      expect(await kubectl('label vs cart team=red')).toContain('labeled');
      expect(await kubectl('scale deployment cart --replicas=5')).toContain('scaled');
      expect(await kubectl('get deployment cart -o jsonpath={.spec.replicas}')).toBe('5');
      await kubectl('wait vs/cart --for=jsonpath={.metadata.name}=cart --timeout=5s');
    });

    test('server-side apply and its conflict', async () => {
      const object = manifest(namespace, 10).split('---')[0] ?? '';
      const args = ['apply', '--server-side', '--field-manager=other', '-n', namespace, '-f', '-'];
      const conflict = await run(args, { input: object });
      expect(conflict.code).toBe(1);
      expect(conflict.err).toContain('.spec.http');
      const forced = await run([...args, '--force-conflicts'], { input: object });
      expect(forced.out).toContain('serverside-applied');
      expect(await kubectl('get vs cart -o jsonpath={.spec.http[0].route[0].weight}')).toBe('10');
    });

    test('unknown fields are refused', async () => {
      const object = manifest(namespace, 10).split('---')[0]?.replace('hosts:', 'host: x\n  hosts:') ?? '';
      const { code, err } = await run(['create', '-f', '-', '-n', namespace], { input: object });
      expect(code).toBe(1);
      expect(err).toContain('unknown field "spec.host"');
    });

    test('the typed create commands', async () => {
      await kubectl('create configmap settings --from-literal=a=b');
      expect(await kubectl('get configmap settings -o jsonpath={.data.a}')).toBe('b');
      await kubectl('create secret generic key --from-literal=a=b');
      expect(await kubectl('get secret key -o jsonpath={.data.a}')).toBe('Yg==');
      await kubectl('create serviceaccount robot');
      const token = (await kubectl('create token robot --duration=20m')).trim();
      const robot = await run(['auth', 'whoami', '-n', namespace, `--token=${token}`]);
      expect(robot.out).toContain(`system:serviceaccount:${namespace}:robot`);
      await kubectl('create deployment made --image=made:1 --port=80');
      await kubectl('create service clusterip made --tcp=80:8080');
      expect(await kubectl('get service made -o jsonpath={.spec.ports[0].targetPort}')).toBe('8080');
      await kubectl('create role reader --verb=get,list --resource=pods');
      await kubectl('create rolebinding reader --role=reader --user=someone');
      expect(await kubectl('auth can-i list pods --as=someone')).toBe('yes\n');
    });

    test('auth: who I am and what I may do', async () => {
      expect(await kubectl('auth whoami')).toContain('admin');
      expect(await kubectl('auth can-i --list')).toContain('*.*');
      const denied = await run(['auth', 'can-i', 'delete', 'vs', '-n', namespace, '--context=viewer']);
      expect(denied).toMatchObject({ code: 1, out: 'no\n' });
      const forbidden = await run(['delete', 'vs', 'cart', '-n', namespace, '--context=viewer']);
      expect(forbidden.err).toContain('User "viewer" cannot delete resource "virtualservices"');
    });

    test('logs and port-forward', async () => {
      expect(await kubectl('logs cart-1 -c istio-proxy --tail=1')).toBe('istio-proxy: second\n');
      await kubectl('patch pod cart-1 --subresource=status -p {"status":{"phase":"Running"}}');
      const forward = spawn(binary, ['port-forward', '-n', namespace, 'pod/cart-1', ':15000'], {
        env: environment(),
      });
      let printed = '';
      forward.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      await vi.waitFor(() => expect(printed).toContain('127.0.0.1:'), { timeout: 10_000 });
      const port = /127\.0\.0\.1:(\d+)/.exec(printed)?.[1];
      const answer = await fetch(`http://127.0.0.1:${port}/clusters?format=json`);
      expect(await answer.text()).toBe('cart-1 /clusters?format=json');
      forward.kill();
    });

    test('get --watch sees a change and a deletion, then everything is deleted', async () => {
      const watch = spawn(binary, ['get', 'vs', '-n', namespace, '--watch', '--output-watch-events'], {
        env: environment(),
      });
      let printed = '';
      watch.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      await vi.waitFor(() => expect(printed).toContain('ADDED'), { timeout: 10_000 });
      await kubectl('annotate vs cart seen=yes');
      await vi.waitFor(() => expect(printed).toContain('MODIFIED'), { timeout: 10_000 });
      expect(await kubectl('delete -f -', manifest(namespace, 10))).toContain('"cart" deleted');
      await vi.waitFor(() => expect(printed).toContain('DELETED'), { timeout: 10_000 });
      watch.kill();
      expect((await run(['delete', 'namespace', namespace])).out).toContain('deleted');
    });
  },
);

if (binaries.length > 0) console.log(`kubectl: tried ${binaries.join(' ')}`);
else {
  test('kubectl', () => {
    console.log('not run: no kubectl here; set KUBECTL to one or more binaries');
  });
}
