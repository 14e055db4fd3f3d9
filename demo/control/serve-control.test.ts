import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { IncidentName } from '#demo/incidents/all.ts';
import type { Switchboard } from '#demo/incidents/switchboard.ts';
import type { Listening } from '#demo/listen.ts';
import { serveControl } from './serve-control.ts';

let server: Listening | null = null;
afterEach(() => server?.close());

async function started() {
  const on = new Set<IncidentName>();
  const faults: unknown[] = [];
  const switchboard: Switchboard = {
    list: () => [
      { name: 'bad-version', title: 'A <b>bold</b> one', breaks: 'All', on: on.has('bad-version') },
    ],
    has: (name): name is IncidentName => name === 'bad-version',
    async set(name, wanted) {
      if (wanted) on.add(name);
      else on.delete(name);
    },
  };
  const prometheus = { modes: ['ok', 'slow'], set: (...args: unknown[]) => faults.push(args) };
  server = await serveControl({ mesh: 'shop', switchboard, prometheus });
  return { url: server.url, faults };
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('incidents are listed and switched', async () => {
  const { url } = await started();
  expect(await (await post(`${url}/incidents/bad-version`, { on: true })).json()).toMatchObject({ on: true });
  expect(await (await fetch(`${url}/incidents`)).json()).toMatchObject([{ name: 'bad-version', on: true }]);
  const page = await (await fetch(url)).text();
  expect(page).toContain('checked');
  expect(page).not.toContain('<b>bold');
});

test('the query API’s faults are set by name, with their options', async () => {
  const { url, faults } = await started();
  expect((await post(`${url}/prometheus`, { mode: 'slow', delayMs: 50 })).status).toBe(200);
  expect(faults).toEqual([['slow', { delayMs: 50 }]]);
  const refused = await post(`${url}/prometheus`, { mode: 'explode' });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({ error: 'Modes: ok, slow' });
});

test('bad requests say what is wrong', async () => {
  const { url } = await started();
  expect((await post(`${url}/incidents/flood`, { on: true })).status).toBe(404);
  expect((await post(`${url}/incidents/bad-version`, { on: 'yes' })).status).toBe(400);
  expect(
    (await post(`${url}/incidents/bad-version`, { on: true }, { 'content-type': 'text/plain' })).status,
  ).toBe(415);
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
});

test('another site’s page and a rebound name are refused', async () => {
  const { url } = await started();
  const foreign = await post(
    `${url}/incidents/bad-version`,
    { on: true },
    { origin: 'https://evil.example' },
  );
  expect(foreign.status).toBe(403);
  const status = await new Promise((resolve, reject) => {
    const sent = request(url, { headers: { host: 'rebound.example' } }, (answer) =>
      resolve(answer.statusCode),
    );
    sent.once('error', reject).end();
  });
  expect(status).toBe(403);
});
