'use client';
import { urlParser } from '#components/data/url-parser.ts';
import { fieldPathCodec } from '#lib/url/object-codec.ts';

/** The field of the object that is looked for. Which object it is the link says in full, without defaults. */
export const objectParams = { path: urlParser(fieldPathCodec).withDefault(fieldPathCodec.fallback) };
