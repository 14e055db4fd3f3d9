'use client';
import { useQueryStates } from 'nuqs';
import { urlParser } from '#components/data/url-parser.ts';
import { oneOf } from '#lib/url/codec.ts';
import { nodeCodec } from '#lib/url/element-codec.ts';
import { protocols, wordCodec } from '#lib/url/simulate-codec.ts';

const word = (fallback: string, most?: number) => urlParser(wordCodec(fallback, most)).withDefault(fallback);

/** The request, as the link has it: a link to the page is a link to the answer. */
export const simulateParams = {
  from: urlParser(nodeCodec),
  host: word('', 2000),
  port: word('', 5),
  protocol: urlParser(oneOf(protocols)).withDefault('http'),
  method: word('GET', 20),
  path: word('/', 2000),
  headers: word('', 4000),
  authority: word('', 253),
  iss: word(''),
  sub: word(''),
  aud: word(''),
};

export const useSimulateParams = () => useQueryStates(simulateParams, { history: 'replace' });
export type SimulateView = ReturnType<typeof useSimulateParams>[0];
