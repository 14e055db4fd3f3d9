'use client';
import { useQueryState } from 'nuqs';
import { urlParser } from '#components/data/url-parser.ts';
import { timelineCodec, versusCodec } from '#lib/url/time-codec.ts';

export const timelineParser = urlParser(timelineCodec);
export const versusParser = urlParser(versusCodec);

/** The open timeline by how far back it looks, kept in the link; null while it is closed. */
export const useTimelineSpan = () => useQueryState('timeline', timelineParser);

/** The moment that the one looked at is compared with, kept in the link; null while nothing is compared. */
export const useVersus = () => useQueryState('vs', versusParser.withOptions({ history: 'push' }));
