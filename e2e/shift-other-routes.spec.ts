import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { fromSetup } from './support/api.ts';
import { applyWithKubectl, kubectl } from './support/kubectl.ts';
import { confirmAll } from './support/review.ts';

const name = 'weft-routes-story';
const metadata = { name, namespace: 'shop' };
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: {
    selector: { app: 'cart' },
    ports: [
      { name: 'http', port: 8080 },
      { name: 'tcp-data', port: 9000 },
    ],
  },
};
const backend = (host: string, port: number) => ({ name: host, port });

/** Routes that carry no traffic, each with what kubectl says of its weights as they are and as they shall be. */
const routes = [
  {
    kind: 'HTTPRoute',
    group: 'gateway.networking.k8s.io',
    object: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: [{ group: '', kind: 'Service', name, port: 8080 }],
        rules: [
          {
            backendRefs: [
              { ...backend(name, 8080), weight: 9 },
              { ...backend('cart', 8080), weight: 1 },
            ],
          },
        ],
      },
    },
    weights: '{.spec.rules[0].backendRefs[*].weight}',
    before: '9 1',
    field: 'Weight of cart',
    typed: '5',
    after: '5 5',
  },
  {
    kind: 'VirtualService',
    group: 'networking.istio.io',
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [name],
        tcp: [
          {
            match: [{ port: 9000 }],
            route: [
              { destination: { host: name, port: { number: 9000 } }, weight: 90 },
              { destination: { host: 'cart', port: { number: 8080 } }, weight: 10 },
            ],
          },
        ],
      },
    },
    weights: '{.spec.tcp[0].route[*].weight}',
    before: '90 10',
    field: 'Weight of cart',
    typed: '20',
    after: '80 20',
  },
] as const;

const drop = (kind: string) => kubectl('delete', kind, name, '--namespace', 'shop', '--ignore-not-found');

test.afterEach(async () => {
  for (const kind of ['httproute', 'virtualservice', 'service']) await drop(kind);
});

for (const { kind, group, object, weights, before, field, typed, after } of routes) {
  test(`the weights of a ${kind === 'VirtualService' ? 'tcp route' : kind} are shifted and taken back @built-in`, async ({
    page,
  }) => {
    await applyWithKubectl([service, object].map((one) => stringify(one)).join('---\n'));
    const written = () => kubectl('get', kind.toLowerCase(), name, '-n', 'shop', '-o', `jsonpath=${weights}`);
    expect(await written()).toBe(before);
    const of = new URLSearchParams({ cluster: 'Kubernetes', group, kind, namespace: 'shop', name });
    await page.goto(`${fromSetup('WEFT_URL')}/edit/split?${of}`);
    await page.getByRole('textbox', { name: field }).fill(typed);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Review' }).click();
    await confirmAll(page);
    await page.getByRole('button', { name: 'Apply' }).click();
    const follow = page.getByRole('region', { name: 'What becomes of the change' });
    await expect(follow).toBeVisible();
    expect(await written()).toBe(after);
    await follow.getByRole('button', { name: 'Undo' }).click();
    await expect(follow.getByText(/^The route is as it was before/)).toBeVisible();
    expect(await written()).toBe(before);
  });
}
