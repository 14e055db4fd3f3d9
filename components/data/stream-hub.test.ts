import { expect, test } from 'vitest';
import { type EventSourceLike, type HubMessage, StreamHub } from './stream-hub.ts';

class FakeSource extends EventTarget implements EventSourceLike {
  readyState = 0;
  closed = false;
  readonly path: string;
  constructor(path: string) {
    super();
    this.path = path;
  }
  close() {
    this.closed = true;
  }
  open() {
    this.dispatchEvent(new Event('open'));
  }
  fail() {
    this.dispatchEvent(new Event('error'));
  }
  say(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function setUp() {
  const sources: FakeSource[] = [];
  const waits: { run: () => void; milliseconds: number }[] = [];
  const hub = new StreamHub({
    open: (path) => {
      const source = new FakeSource(path);
      sources.push(source);
      return source;
    },
    later: (run, milliseconds) => {
      const wait = { run, milliseconds };
      waits.push(wait);
      return () => {
        const at = waits.indexOf(wait);
        if (at >= 0) waits.splice(at, 1);
      };
    },
  });
  const seat = () => {
    const heard: HubMessage[] = [];
    return { heard, ...hub.join((message) => heard.push(message)) };
  };
  return { sources, waits, seat, open: () => sources.filter((source) => !source.closed) };
}

const graphEvent = JSON.stringify({ type: 'graph', window: 60, at: 1_763_722_000, snapshotVersion: 4 });

test('ten tabs share one stream, that of the shortest window', () => {
  const { seat, open } = setUp();
  const tabs = Array.from({ length: 10 }, seat);
  for (const [i, tab] of tabs.entries()) tab.watch(i === 4 ? 60 : 3600);
  expect(open().map((source) => source.path)).toEqual(['/api/v1/stream?window=60']);
  open()[0]?.open();
  open()[0]?.say(graphEvent);
  for (const tab of tabs) expect(tab.heard.at(-1)).toMatchObject({ type: 'event', event: { window: 60 } });
  tabs[4]?.leave();
  expect(open().map((source) => source.path)).toEqual(['/api/v1/stream?window=3600']);
});

test('the last tab to leave closes the stream', () => {
  const { seat, open } = setUp();
  const tab = seat();
  tab.watch(60);
  tab.leave();
  expect(open()).toEqual([]);
});

test('what is not an event of the contract is not passed on', () => {
  const { seat, open } = setUp();
  const tab = seat();
  tab.watch(60);
  const before = tab.heard.length;
  for (const data of ['{', '{"type":"other"}', 5]) open()[0]?.say(data);
  expect(tab.heard).toHaveLength(before);
});

test('a refused stream is asked for again, waiting longer each time', () => {
  const { seat, sources, waits } = setUp();
  seat().watch(60);
  for (const expected of [1000, 2000, 4000]) {
    const source = sources.at(-1);
    if (source) source.readyState = 2;
    source?.fail();
    expect(waits.at(-1)?.milliseconds).toBe(expected);
    waits.at(-1)?.run();
  }
  expect(sources).toHaveLength(5);
});

test('tabs are told when the link is lost and when it is back', () => {
  const { seat, open } = setUp();
  const tab = seat();
  tab.watch(60);
  open()[0]?.open();
  open()[0]?.fail();
  expect(tab.heard).toEqual([
    { type: 'link', open: false },
    { type: 'link', open: true },
    { type: 'link', open: false },
  ]);
});

test('a stream that says nothing for longer than the server is ever silent is opened anew', () => {
  const { seat, sources, waits, open } = setUp();
  const tab = seat();
  tab.watch(60);
  const [silent] = sources.slice(-1);
  silent?.open();
  silent?.say(graphEvent);
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([50_000]);
  waits[0]?.run();
  expect(silent?.closed).toBe(true);
  expect(open()).toHaveLength(1);
  expect(tab.heard.at(-1)).toEqual({ type: 'link', open: false });
  open()[0]?.open();
  expect(tab.heard.at(-1)).toEqual({ type: 'link', open: true });
});

test('nobody waits for a word of a stream that was left', () => {
  const { seat, waits } = setUp();
  const tab = seat();
  tab.watch(60);
  tab.leave();
  expect(waits).toEqual([]);
});
