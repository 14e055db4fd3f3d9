import { expect, test } from 'vitest';
import { controlFrame, dataFrame, FrameReader, pingFrame, uint32 } from './frames.ts';
import { HeaderCodec, spdyDictionary } from './header-codec.ts';

test('the header dictionary is the one of SPDY/3', () => {
  expect(spdyDictionary).toHaveLength(1423);
  let a = 1;
  let b = 0;
  for (const byte of spdyDictionary) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  // The checksum by which zlib names the dictionary in every SPDY/3 stream.
  expect(((b << 16) | a) >>> 0).toBe(0xe3c6a7c2);
});

test('header blocks survive the round trip, each after the one before', async () => {
  const codec = new HeaderCodec();
  for (const port of ['15000', '15006']) {
    const headers = new Map([
      ['streamtype', 'data'],
      ['port', port],
      ['requestid', '0'],
    ]);
    expect(await codec.decode(await codec.encode(headers))).toEqual(headers);
  }
  codec.close();
});

test('frames are cut wherever the bytes are split', () => {
  const open = controlFrame(
    1,
    Buffer.concat([uint32(3), uint32(0), Buffer.from([0, 0]), Buffer.from('block')]),
  );
  const bytes = Buffer.concat([open, dataFrame(3, Buffer.from('hello'), true), pingFrame(1)]);
  for (const size of [1, 7, bytes.length]) {
    const reader = new FrameReader();
    const frames = [];
    for (let i = 0; i < bytes.length; i += size) frames.push(...reader.push(bytes.subarray(i, i + size)));
    expect(frames).toEqual([
      { type: 'open', stream: 3, end: false, headers: Buffer.from('block') },
      { type: 'data', stream: 3, end: true, data: Buffer.from('hello') },
      { type: 'ping', id: 1 },
    ]);
  }
});
