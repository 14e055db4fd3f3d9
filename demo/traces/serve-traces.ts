import { type Listening, listen } from '#demo/listen.ts';
import { send } from '#demo/prometheus/api/server.ts';
import { jaegerAnswer } from './jaeger-api.ts';
import { tempoAnswer } from './tempo-api.ts';
import type { TraceSampler } from './trace-sampler.ts';

/** Serves sampled traces under the query APIs of Jaeger (v3) and Tempo, on a loopback port. */
export function serveTraces(sampler: Pick<TraceSampler, 'traces'>): Promise<Listening> {
  return listen(
    (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const traces = sampler.traces();
      const answer = jaegerAnswer(traces, url) ?? tempoAnswer(traces, url);
      const sent =
        answer === null
          ? send(request, response, 404, '404 page not found\n', 'text/plain')
          : send(request, response, answer.status, JSON.stringify(answer.body));
      sent.catch(() => response.destroy());
    },
    0,
    '127.0.0.1',
  );
}
