import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { badRequest, notFound } from '../errors/errors.ts';
import { type ApiRequest, isOn, parameter } from '../http/api-request.ts';
import { type Reply, textReply } from '../http/reply.ts';
import { integerParameter } from '../http/request-options.ts';

const pods = { group: '', plural: 'pods' };

/**
 * GET of a pod's log: `container`, `follow`, `tailLines`, `sinceSeconds`, `sinceTime`, `timestamps`, `limitBytes`.
 * @throws StatusError 404 without the pod, 400 for a container that is not in it or, among several, not named
 */
export function readLog(request: ApiRequest, namespace: string, name: string): Reply {
  const { state } = request;
  const pod = state.store.get('/pods', namespace, name);
  if (pod === null) throw notFound(pods, name);
  const container = containerOf(request, pod, name);
  if (isOn(request, 'previous')) {
    throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  }
  const log = state.podLogs?.({ namespace, name }, container) ?? null;
  const written = isOn(request, 'timestamps') ? stampedText : asText;
  const text = log === null ? '' : written(selected(request, log.lines()));
  if (log?.subscribe === undefined || !isOn(request, 'follow')) return textReply(limited(request, text));
  return following(log.subscribe.bind(log), text, written);
}

type Written = (lines: readonly string[]) => string;

function following(
  subscribe: (listener: (line: string) => void) => () => void,
  text: string,
  written: Written,
): Reply {
  return {
    kind: 'stream',
    status: 200,
    mediaType: 'text/plain',
    run: (stream) =>
      new Promise<void>((resolve) => {
        const end = (): void => {
          unsubscribe();
          resolve();
        };
        const unsubscribe = subscribe((line) => {
          if (!stream.write(written([line]))) end();
        });
        if (text !== '' && !stream.write(text)) end();
        if (stream.signal.aborted) end();
        else stream.signal.addEventListener('abort', end, { once: true });
      }),
  };
}

const asText: Written = (lines) => lines.map((line) => `${line}\n`).join('');

const timePattern = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/;

/** Each line behind its time, as the kubelet writes it where it is asked to; here that is the time in the line itself. */
const stampedText: Written = (lines) =>
  asText(lines.map((line) => `${timePattern.exec(line.slice(0, 200))?.[0] ?? ''} ${line}`));

function containerOf(request: ApiRequest, pod: JsonObject, name: string): string {
  const main = listAt(pod.spec, 'containers').map((c) => textAt(c, 'name'));
  const init = listAt(pod.spec, 'initContainers').map((c) => textAt(c, 'name'));
  const asked = parameter(request, 'container');
  if (asked !== '') {
    if (main.includes(asked) || init.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  const marked = textAt(
    objectAt(objectAt(pod, 'metadata'), 'annotations'),
    'kubectl.kubernetes.io/default-container',
  );
  if (main.includes(marked)) return marked;
  const only = main[0];
  if (only !== undefined && main.length === 1) return only;
  const initText = init.length === 0 ? '' : ` or one of the init containers: [${init.join(' ')}]`;
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${initText}`,
  );
}

/** Lines within `sinceSeconds` or `sinceTime`, then the last `tailLines` of them. */
function selected(request: ApiRequest, lines: readonly string[]): readonly string[] {
  const since = sinceOf(request);
  const recent = since === null ? lines : lines.slice(firstSince(lines, since));
  const tail = integerParameter(request, 'tailLines');
  if (tail === null) return recent;
  return tail === 0 ? [] : recent.slice(-tail);
}

function sinceOf(request: ApiRequest): number | null {
  const seconds = integerParameter(request, 'sinceSeconds');
  if (seconds !== null) return request.state.clock() - seconds * 1000;
  const time = Date.parse(parameter(request, 'sinceTime'));
  return Number.isNaN(time) ? null : time;
}

/** Lines carry their time in their text; one without any belongs to the line before it. */
function firstSince(lines: readonly string[], since: number): number {
  const index = lines.findIndex((line) => {
    const time = timePattern.exec(line.slice(0, 200))?.[0];
    return time !== undefined && Date.parse(time) >= since;
  });
  return index < 0 ? lines.length : index;
}

function limited(request: ApiRequest, text: string): string {
  const bytes = integerParameter(request, 'limitBytes');
  return bytes === null ? text : Buffer.from(text).subarray(0, bytes).toString('utf8');
}
