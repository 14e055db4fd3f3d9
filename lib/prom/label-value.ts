import { visible } from '#lib/format/visible.ts';

/**
 * The longest value of a label that is kept: the longest DNS name, as long as any name of Kubernetes. Proxies write what a
 * caller sends as Host into `destination_service`, so that a value can be as long as a header.
 */
export const longestValue = 253;

/** Two numbers of 32 bits that tell texts apart (FNV-1a, from both ends). No secret: only chance must not let two be one. */
function fingerprint(text: string): string {
  let [ahead, back] = [0x811c9dc5, 0x811c9dc5];
  for (let i = 0; i < text.length; i += 1) {
    ahead = Math.imul(ahead ^ text.charCodeAt(i), 0x01000193);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - i), 0x01000193);
  }
  return [ahead, back].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

/**
 * A value as it is kept. One that is too long is known by its beginning and what tells it apart, and what no name has and no
 * one sees (controls, overrides of direction, halves of a pair) is `�`: from here on a name is text on one line.
 */
export function keptValue(text: string): string {
  if (text.length <= longestValue) return visible(text);
  return visible(`${text.slice(0, longestValue - 18)}~${fingerprint(text)}`);
}
