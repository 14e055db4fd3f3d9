import { families } from '#demo/traffic/emit/families.ts';
import type { ProxySubject } from './proxy-subject.ts';

const day = 86_400;

/** What `/certs` answers: the workload's certificate as its expiry metric tells it, and the root of the mesh. */
export function certificatesJson({ pod, metrics, startMs, nowMs }: ProxySubject) {
  const now = Math.floor(nowMs / 1000);
  const left = metrics.series.find(({ name }) => name === families.certExpiry.name)?.value ?? day;
  const rootFrom = Math.floor(startMs / 1000) - 30 * day;
  return {
    certificates: [
      {
        ca_cert: [details('mesh root', rootFrom, rootFrom + 3650 * day, now, [])],
        cert_chain: [
          // Two minutes of skew are given to the clocks of others.
          details(pod.key, now + left - day - 120, now + left, now, [{ uri: pod.workload.principal }]),
        ],
      },
    ],
  };
}

function details(of: string, from: number, to: number, now: number, names: readonly { uri: string }[]) {
  return {
    path: '<inline>',
    serial_number: serial(`${of} ${from}`),
    subject_alt_names: names,
    days_until_expiration: String(Math.max(0, Math.floor((to - now) / day))),
    valid_from: iso(from),
    expiration_time: iso(to),
  };
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** 32 hexadecimal digits that are the same for the same text (FNV-1a, four times over). */
export function serial(text: string): string {
  let digits = '';
  for (let round = 0; round < 4; round++) {
    let hash = 0x811c9dc5 ^ round;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    digits += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return digits;
}
