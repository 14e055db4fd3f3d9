import type { PodTemplate } from './model.ts';
import { stableJson } from './write.ts';

/** Kubernetes writes random name parts without vowels, so that they spell nothing. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** FNV-1a with a last mixing step, so that near texts give far numbers. 32 bits, unsigned. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `length` letters that follow from the text. */
export function letters(text: string, length: number): string {
  let result = '';
  for (let i = 0; i < length; i += 1) result += alphabet[hash32(`${i}/${text}`) % alphabet.length];
  return result;
}

/** The pod-template-hash of a template: equal templates give equal hashes. */
export function templateHash(template: PodTemplate): string {
  return letters(stableJson(template), 10);
}
