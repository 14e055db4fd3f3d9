import { get, ownMetric, readStatus } from './api.ts';
import type { Mesh } from './mesh.ts';
import { openStream } from './open-stream.ts';
import type { Row } from './row.ts';

const mebibyte = 2 ** 20;
const budgetMebibytes = 512;
const window = 300;
/** Refreshes that a viewer follows, and moments of the past that are looked at then. */
const followed = 5;
const lookedBack = 6;

/**
 * Resident memory of the server, the highest that it tells while a viewer follows the present and then goes back in time.
 * The generated mesh of 5,000 services is meant; on a Weft that runs already it is whatever that one watches.
 */
export async function memoryRow({ url, services, edges, scrapeInterval }: Mesh): Promise<Row> {
  const graph = (at: number | null) =>
    get(`${url}/api/v1/graph?window=${window}${at === null ? '' : `&at=${at}`}`).then((answer) =>
      answer.arrayBuffer(),
    );
  let highest = 0;
  const note = async () => {
    highest = Math.max(highest, await ownMetric(url, 'process_resident_memory_bytes'));
  };
  const stream = await openStream(url, window);
  try {
    for (let refresh = 0; refresh < followed; refresh += 1) {
      await stream.next('graph');
      await graph(null);
      await note();
    }
    const { now } = await readStatus(url);
    for (let back = 1; back <= lookedBack; back += 1) {
      await graph(now - back * scrapeInterval);
      await note();
    }
  } finally {
    stream.close();
  }
  return {
    what: `resident memory, ${services} services, ${edges} edges`,
    measured: `${(highest / mebibyte).toFixed(0)} MiB`,
    limit: `${budgetMebibytes} MiB`,
    ratio: highest / mebibyte / budgetMebibytes,
    budget: 1,
  };
}
