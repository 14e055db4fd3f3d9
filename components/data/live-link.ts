import { type HubMessage, StreamHub } from './stream-hub.ts';
import { hereEvery, type TabMessage } from './stream-protocol.ts';

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

function ownLink(listen: Listen): LiveLink {
  const hub = new StreamHub({
    open: (path) => new EventSource(path),
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const seat = hub.join(listen);
  return { watch: seat.watch, close: seat.leave };
}

/** Opens the live stream: shared between the tabs of the browser, or this tab's own where there are no shared workers. */
export function openLiveLink(listen: Listen): LiveLink {
  return typeof SharedWorker === 'undefined' ? ownLink(listen) : sharedLink(listen);
}
