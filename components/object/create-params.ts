'use client';
import { urlParser } from '#components/data/url-parser.ts';
import { newKindCodec, newNamespaceCodec } from '#lib/url/create-codec.ts';

/** What the link of the page that creates objects says: of which kind, in which namespace. */
export const createParams = {
  kind: urlParser(newKindCodec).withDefault(newKindCodec.fallback),
  namespace: urlParser(newNamespaceCodec).withDefault(newNamespaceCodec.fallback),
};
