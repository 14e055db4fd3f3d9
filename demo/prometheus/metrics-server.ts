import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Listening, listen } from '#demo/listen.ts';
import type { Scrapeable } from '../traffic/metrics.ts';
import { send } from './api/server.ts';
import { Exposition, expositionType } from './exposition.ts';
import { withTargetSeries } from './store/target-series.ts';

/**
 * Serves `/metrics` of a source, and `up` of each of its targets, for a Prometheus to scrape. Every series carries its own job, instance, namespace and
 * pod, so the scrape must be set to `honor_labels: true`. `url` is the address of /metrics itself.
 */
export async function serveMetrics(options: { source: Scrapeable; port?: number }): Promise<Listening> {
  const exposition = new Exposition(withTargetSeries(options.source));
  const listening = await listen(
    (request, response) => {
      answer(request, response, exposition).catch(() => response.destroy());
    },
    options.port ?? 0,
    '127.0.0.1',
  );
  return { url: `${listening.url}/metrics`, close: listening.close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  exposition: Exposition,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path !== '/metrics') return send(request, response, 404, 'Metrics are at /metrics.\n', 'text/plain');
  response.setHeader('content-type', expositionType);
  // Taken at once, so that a slow reader does not mix two moments of the simulation.
  // Never compressed: on the loopback that only costs, and a large mesh writes hundreds of megabytes.
  return pipeline(Readable.from(exposition.pieces()), response);
}
