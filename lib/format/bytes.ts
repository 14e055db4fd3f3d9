import { scaled } from './number.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size: `512 B`, `1.2 MB`. */
export const formatBytes = (bytes: number): string => scaled(bytes, 1000, units);
