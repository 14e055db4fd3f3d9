import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { Scrapeable } from '../traffic/metrics.ts';
import { acceptsGzip, type Listening, listen, send } from './api/server.ts';
import { exposition, expositionType } from './exposition.ts';
import { withTargetSeries } from './store/target-series.ts';

/**
 * Serves `/metrics` of a source, and `up` of each of its targets, for a Prometheus to scrape. Every series carries its own job, instance, namespace and
 * pod, so the scrape must be set to `honor_labels: true`. `url` is the address of /metrics itself.
 */
export async function serveMetrics(options: { source: Scrapeable; port?: number }): Promise<Listening> {
  const source = withTargetSeries(options.source);
  const listening = await listen(
    (request, response) => {
      answer(request, response, source).catch(() => response.destroy());
    },
    options.port ?? 0,
    '127.0.0.1',
  );
  return { url: `${listening.url}/metrics`, close: listening.close };
}

async function answer(request: IncomingMessage, response: ServerResponse, source: Scrapeable): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path !== '/metrics') return send(request, response, 404, 'Metrics are at /metrics.\n', 'text/plain');
  response.setHeader('content-type', expositionType);
  // Taken at once, so that a slow reader does not mix two moments of the simulation.
  const pieces = [...exposition(source)];
  if (!acceptsGzip(request)) return pipeline(Readable.from(pieces), response);
  response.setHeader('content-encoding', 'gzip');
  return pipeline(Readable.from(pieces), createGzip({ level: constants.Z_BEST_SPEED }), response);
}
