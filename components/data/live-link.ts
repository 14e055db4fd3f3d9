import { hereEvery } from './stream-beat.ts';
import type { HubMessage, HubSeat } from './stream-hub.ts';
import type { TabMessage } from './stream-protocol.ts';

/** This tab's end of the live stream. */
export interface LiveLink {
  watch(windowSeconds: number | null): void;
  close(): void;
}

type Listen = (message: HubMessage) => void;

function sharedLink(listen: Listen): LiveLink {
  const worker = new SharedWorker(new URL('./stream.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft-stream',
  });
  const say = (message: TabMessage) => worker.port.postMessage(message);
  // The worker is built with the page: its messages are HubMessages.
  worker.port.onmessage = ({ data }: MessageEvent<HubMessage>) => listen(data);
  worker.port.start();
  const beat = setInterval(() => say({ type: 'here' }), hereEvery);
  const bye = () => say({ type: 'bye' });
  window.addEventListener('pagehide', bye);
  return {
    watch: (seconds) => say({ type: 'watch', window: seconds }),
    close: () => {
      clearInterval(beat);
      window.removeEventListener('pagehide', bye);
      bye();
    },
  };
}

/** The hub in this tab; it is fetched with its schemas only where there are no shared workers. */
function ownLink(listen: Listen): LiveLink {
  let seat: HubSeat | null = null;
  let watched: number | null = null;
  let closed = false;
  void import('./stream-hub.ts').then(({ StreamHub }) => {
    if (closed) return;
    const hub = new StreamHub({
      open: (path) => new EventSource(path),
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    seat = hub.join(listen);
    seat.watch(watched);
  });
  return {
    watch: (seconds) => {
      watched = seconds;
      seat?.watch(seconds);
    },
    close: () => {
      closed = true;
      seat?.leave();
    },
  };
}

/** Opens the live stream: shared between the tabs of the browser, or this tab's own where there are no shared workers. */
export function openLiveLink(listen: Listen): LiveLink {
  return typeof SharedWorker === 'undefined' ? ownLink(listen) : sharedLink(listen);
}
