'use client';
import { useQueryState } from 'nuqs';
import { flagCodec } from '#lib/url/codec.ts';
import { urlParser } from './url-parser.ts';

export const servicesParser = urlParser(flagCodec).withDefault(flagCodec.fallback);

/** Whether services are drawn as nodes between callers and workloads, kept in the link. */
export const useServicesShown = () => useQueryState('services', servicesParser);
