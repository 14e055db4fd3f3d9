import { type IncomingMessage, request } from 'node:http';
import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';

/** One event stream of a window, held open as a browser does. */
export interface OpenStream {
  /** Resolves with the next event of this type that comes from now on; rejects when the stream ends before. */
  next(type: string): Promise<StreamEvent>;
  close(): void;
}

/** What all events have, and of those of a graph the moment it ends at. */
const streamEvent = z.object({ type: z.string(), at: z.number().optional() });
type StreamEvent = z.infer<typeof streamEvent>;
const prefix = 'data: ';

/** Opens an event stream on a connection of its own; resolves when the server has answered. */
export async function openStream(url: string, window: number): Promise<OpenStream> {
  const sent = request(`${url}/api/v1/stream?window=${window}`, { agent: false });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end();
  });
  // A destroyed answer tells its reader of the abort: that is how it ends, not a failure.
  answer.on('error', () => undefined);
  if (answer.statusCode !== 200) {
    sent.destroy();
    throw new Error(`the stream of ${url} answered ${answer.statusCode}`);
  }
  const lines = createInterface({ input: answer });
  lines.on('error', () => undefined);
  return {
    next: (type) => (answer.closed ? Promise.reject(tooEarly(type)) : nextEvent(lines, type)),
    close: () => sent.destroy(),
  };
}

const tooEarly = (type: string) => new Error(`the stream ended before an event of type ${type}`);

function nextEvent(lines: Interface, type: string): Promise<StreamEvent> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(tooEarly(type));
    const read = (line: string) => {
      if (!line.startsWith(prefix)) return;
      const event = streamEvent.parse(JSON.parse(line.slice(prefix.length)));
      if (event.type !== type) return;
      lines.off('line', read);
      lines.off('close', ended);
      resolve(event);
    };
    lines.on('line', read);
    lines.once('close', ended);
  });
}
