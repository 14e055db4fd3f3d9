import type { Browser, BrowserContext, Page } from '@playwright/test';
import { readGraph } from '../api.ts';
import { median } from '../median.ts';
import type { Mesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { until } from '../until.ts';
import { dragRate } from './drag.ts';
import { everythingExpanded, freshContext, openGraph, readPlaces } from './open.ts';
import { canvasPlane } from './pan.ts';
import { serveTopology, type TopologyServer } from './topology-page.ts';
import { costOf, refreshCosts, threadTime } from './update.ts';

const rounds = 3;
const windowSeconds = 300;
const surface = '.pf-topology-visualization-surface__svg';

/** A fixed moment, so that both draw the same and no refresh falls into a measurement. */
interface Moment {
  readonly params: Record<string, string>;
  readonly edges: number;
}

/**
 * What Weft takes for the elements of one graph, over what @patternfly/react-topology takes for the same: the library that
 * Kiali draws with, by its own nodes and edges, with the places given and words where they can be read.
 */
export async function topologyRows(browser: Browser, mesh: Mesh): Promise<Row[]> {
  const server = await serveTopology();
  const context = await freshContext(browser);
  try {
    const weft = await context.newPage();
    const params = { ...(await everythingExpanded(mesh.url)) };
    await openGraph(weft, mesh.url, params);
    const places = await readPlaces(weft);
    const first = await readGraph(mesh.url, windowSeconds);
    server.put('first.json', first, places);
    const costs = await refreshCosts(weft, rounds);
    await until('another graph', 120, async () => (await readGraph(mesh.url, windowSeconds)).at !== first.at);
    server.put('second.json', await readGraph(mesh.url, windowSeconds), places);
    const moment = { params: { ...params, at: String(first.at) }, edges: first.edges.length };
    await weft.close();
    const opened = await openings(context, mesh.url, server, moment);
    const { weft: ours, topology: theirs } = await panning(context, mesh.url, server, moment);
    const theirCosts = await topologyCosts(context, server, moment);
    return [
      row('drawn', 'the graph stands, places known', opened.weft, opened.topology, 'ms'),
      row('refresh', 'one refresh', median(costs), theirCosts, 'ms of main thread'),
      { ...row('pan', 'pan', ours, theirs, 'frames/s'), ratio: theirs / ours },
    ];
  } finally {
    await context.close();
    server.close();
  }
}

const row = (name: string, what: string, weft: number, topology: number, unit: string): Row => ({
  what: `topology-${name}: ${what}, everything expanded`,
  measured: `${weft.toFixed(unit === 'frames/s' ? 1 : 0)} ${unit}`,
  limit: `react-topology ${topology.toFixed(unit === 'frames/s' ? 1 : 0)} ${unit}`,
  ratio: weft / topology,
  budget: 1,
});

/** Opens the page and waits until it has an element for each edge. Resolves with the milliseconds that took. */
async function openTopology(page: Page, { url }: TopologyServer, edges: number): Promise<number> {
  const from = performance.now();
  await page.goto(url);
  const drawn = (count: number) => document.querySelectorAll('[data-kind=edge]').length >= count;
  await page.waitForFunction(drawn, edges, { polling: 'raf', timeout: 120_000 });
  return performance.now() - from;
}

/** Medians of the milliseconds from asking for each page until the graph stands. */
async function openings(context: BrowserContext, url: string, server: TopologyServer, moment: Moment) {
  const times = { weft: [] as number[], topology: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const page = await context.newPage();
    times.weft.push(await openGraph(page, url, moment.params));
    await page.goto('about:blank');
    times.topology.push(await openTopology(page, server, moment.edges));
    await page.close();
  }
  return { weft: median(times.weft), topology: median(times.topology) };
}

/** Medians of the frames per second while each is dragged by its margin, all in view. */
async function panning(context: BrowserContext, url: string, server: TopologyServer, moment: Moment) {
  const weft = await context.newPage();
  await openGraph(weft, url, moment.params);
  const topology = await context.newPage();
  await openTopology(topology, server, moment.edges);
  await callTopology(topology, 'fit');
  const rates = { weft: [] as number[], topology: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.weft.push(await dragRate(weft, canvasPlane));
    rates.topology.push(await dragRate(topology, surface));
  }
  await weft.close();
  await topology.close();
  return { weft: median(rates.weft), topology: median(rates.topology) };
}

/** Median of the milliseconds of main thread that the other library's page takes for the next answer. */
async function topologyCosts(context: BrowserContext, server: TopologyServer, { edges }: Moment) {
  const page = await context.newPage();
  await openTopology(page, server, edges);
  await callTopology(page, 'fit');
  const session = await threadTime(page);
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    costs.push(
      await costOf(session, () => callTopology(page, 'show', ['second.json', 'first.json'][round % 2])),
    );
  await page.close();
  return median(costs);
}

/** Calls what `bench/topology/page.tsx` offers. */
const callTopology = (page: Page, name: 'fit' | 'show', argument?: string): Promise<unknown> =>
  page.evaluate(({ name, argument }) => Reflect.get(Reflect.get(globalThis, 'topology'), name)(argument), {
    name,
    argument,
  });
