'use client';
import { useMemo } from 'react';
import { namespacesCodec } from '#lib/url/graph-codec.ts';
import { atCodec, windowCodec } from '#lib/url/time-codec.ts';
import { useNamespaces, useTime } from './url-state.ts';

/** What a link to another page takes along so that it shows the same time and namespaces; what is at its default is left out. */
export interface KeptView {
  readonly window?: string;
  readonly at?: string;
  readonly ns?: string;
}

/** The time and namespaces that are looked at, for links. */
export function useKeptView(): KeptView {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const { window, at } = selection;
  return useMemo(
    () => ({
      ...(window === windowCodec.fallback ? {} : { window: windowCodec.serialize(window) }),
      ...(at === null ? {} : { at: atCodec.serialize(at) }),
      ...(namespaces.length === 0 ? {} : { ns: namespacesCodec.serialize(namespaces) }),
    }),
    [window, at, namespaces],
  );
}
