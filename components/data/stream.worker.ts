import './jitless.ts';
import { silentAfter } from './stream-beat.ts';
import { StreamHub } from './stream-hub.ts';
import { tabMessage } from './stream-protocol.ts';

const hub = new StreamHub({
  open: (path) => new EventSource(path),
  later: (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});

function serve(port: MessagePort): void {
  const seat = hub.join((message) => port.postMessage(message));
  let silence = setTimeout(leave, silentAfter);
  function leave() {
    clearTimeout(silence);
    seat.leave();
    port.close();
  }
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = tabMessage.safeParse(data);
    if (!message.success) return;
    clearTimeout(silence);
    if (message.data.type === 'bye') {
      leave();
      return;
    }
    silence = setTimeout(leave, silentAfter);
    if (message.data.type === 'watch') seat.watch(message.data.window);
  };
}

// A SharedWorker's global scope; the DOM library names only the window's.
self.addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (port) serve(port);
});
