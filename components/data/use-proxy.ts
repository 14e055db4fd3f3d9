'use client';
import type { ProxyPart } from '#lib/api/proxy-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswerQuery } from './use-answer.ts';

/**
 * What the proxy of a pod says itself. It costs the proxy and the API server something: it is asked when looked at, and again by
 * hand, never by itself.
 */
export const useProxy = (pod: ObjectRef, part: ProxyPart) =>
  useAnswerQuery({
    name: 'proxy',
    path: oncallApi.proxy(pod, part),
    contract: () => contracts.proxy().then((c) => c.proxyResponse),
    follows: [],
    fresh: 60_000,
    byHand: true,
  });
