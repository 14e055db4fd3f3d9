import { type StreamEvent, streamEvent } from '#lib/api/stream-contract.ts';
import { apiPaths } from '#lib/url/paths.ts';

/** The part of EventSource that the hub uses. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: 'open' | 'message' | 'error', listener: (event: Event) => void): void;
  close(): void;
}

export type HubMessage =
  | { readonly type: 'event'; readonly event: StreamEvent }
  | { readonly type: 'link'; readonly open: boolean };

export interface HubSeat {
  /** Which window this tab follows; null while it is frozen and needs no graphs. */
  watch(windowSeconds: number | null): void;
  leave(): void;
}

interface HubOptions {
  readonly open: (path: string) => EventSourceLike;
  readonly later: (run: () => void, milliseconds: number) => () => void;
}

const closed = 2;
const fallbackWindow = 300;
/**
 * The server says something at least every 15 s. Silence for longer than this, in milliseconds, is a connection that nobody told us
 * has ended: a laptop that slept, a server that hangs, a proxy that holds answers back.
 */
const silentAfter = 50_000;

/**
 * One event stream for all tabs: a browser opens about six connections to an origin, and a tab each would use them up.
 * The stream follows the shortest window any tab watches; the others refetch on the same beat.
 */
export class StreamHub {
  readonly #options: HubOptions;
  readonly #seats = new Map<symbol, { send: (message: HubMessage) => void; window: number | null }>();
  #source: { stream: EventSourceLike; window: number } | null = null;
  #open = false;
  #retries = 0;
  #cancelRetry: (() => void) | null = null;
  #cancelSilence: (() => void) | null = null;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /** Takes part; `send` is told of the link at once and of each event from then on. */
  join(send: (message: HubMessage) => void): HubSeat {
    const key = Symbol('seat');
    this.#seats.set(key, { send, window: null });
    send({ type: 'link', open: this.#open });
    this.#follow();
    return {
      watch: (window) => {
        if (!this.#seats.has(key)) return;
        this.#seats.set(key, { send, window });
        this.#follow();
      },
      leave: () => {
        this.#seats.delete(key);
        this.#follow();
      },
    };
  }

  #follow(): void {
    if (this.#seats.size === 0) {
      this.#drop();
      return;
    }
    const windows = [...this.#seats.values()].flatMap((seat) => seat.window ?? []);
    const window = windows.length === 0 ? (this.#source?.window ?? fallbackWindow) : Math.min(...windows);
    if (this.#source?.window === window) return;
    this.#drop();
    this.#connect(window);
  }

  #connect(window: number): void {
    const stream = this.#options.open(apiPaths.stream(window));
    this.#source = { stream, window };
    this.#expectWord(stream, window);
    stream.addEventListener('open', () => {
      this.#retries = 0;
      this.#expectWord(stream, window);
      this.#link(true);
    });
    stream.addEventListener('message', (event) => {
      this.#expectWord(stream, window);
      if (event instanceof MessageEvent) this.#receive(event.data);
    });
    stream.addEventListener('error', () => {
      this.#link(false);
      // The browser reconnects by itself unless the answer was not a stream at all.
      if (stream.readyState === closed) this.#retry(window);
    });
  }

  /** Begins anew to wait for a word of the server; without one the stream is opened again. */
  #expectWord(stream: EventSourceLike, window: number): void {
    if (this.#source?.stream !== stream) return;
    this.#cancelSilence?.();
    this.#cancelSilence = this.#options.later(() => {
      if (this.#source?.stream !== stream || stream.readyState === closed) return;
      stream.close();
      this.#link(false);
      this.#connect(window);
    }, silentAfter);
  }

  #retry(window: number): void {
    this.#cancelRetry?.();
    const wait = Math.min(30_000, 1000 * 2 ** this.#retries);
    this.#retries += 1;
    this.#cancelRetry = this.#options.later(() => {
      if (this.#source?.window === window && this.#seats.size > 0) this.#connect(window);
    }, wait);
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string') return;
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      return;
    }
    const parsed = streamEvent.safeParse(value);
    if (parsed.success) this.#broadcast({ type: 'event', event: parsed.data });
  }

  #link(open: boolean): void {
    if (this.#open === open) return;
    this.#open = open;
    this.#broadcast({ type: 'link', open });
  }

  #drop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#cancelSilence?.();
    this.#cancelSilence = null;
    this.#source?.stream.close();
    this.#source = null;
    this.#open = false;
  }

  #broadcast(message: HubMessage): void {
    for (const seat of this.#seats.values()) seat.send(message);
  }
}
