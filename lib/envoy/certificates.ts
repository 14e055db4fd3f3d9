import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { readAnswer, some, text } from './read-answer.ts';

export const certificatesPath = '/certs';

/** A certificate as the proxy shows it: never a key. */
export const envoyCertificate = z.object({
  /** `own` is shown to others, `authority` is what others are held to. */
  role: z.enum(['own', 'authority']),
  serial: z.string(),
  /** Subject alternative names: URIs such as SPIFFE ids, host names, addresses. */
  names: z.array(z.string()),
  from: epochSeconds.nullable(),
  to: epochSeconds.nullable(),
  /** How many TLS contexts of the proxy hold it. */
  uses: z.number(),
});
export type EnvoyCertificate = z.infer<typeof envoyCertificate>;

const details = z.object({
  serial_number: text,
  subject_alt_names: some(z.object({ uri: text, dns: text, ip_address: text })),
  valid_from: text,
  expiration_time: text,
});
const answer = z.object({
  certificates: z.array(z.object({ ca_cert: some(details), cert_chain: some(details) })).default([]),
});

/** What `/certs` says (envoy.admin.v3.Certificates), each certificate once, own ones and what expires first ahead. */
export function readCertificates(body: string): Result<readonly EnvoyCertificate[], string> {
  const read = readAnswer(body, answer, certificatesPath);
  if (!read.ok) return read;
  const found = new Map<string, EnvoyCertificate>();
  for (const { cert_chain, ca_cert } of read.value.certificates) {
    for (const one of cert_chain) add(found, 'own', one);
    for (const one of ca_cert) add(found, 'authority', one);
  }
  const order = (a: EnvoyCertificate, b: EnvoyCertificate) =>
    Number(a.role === 'authority') - Number(b.role === 'authority') ||
    (a.to ?? Infinity) - (b.to ?? Infinity);
  return ok([...found.values()].sort(order));
}

function add(
  found: Map<string, EnvoyCertificate>,
  role: EnvoyCertificate['role'],
  { serial_number, subject_alt_names, valid_from, expiration_time }: z.output<typeof details>,
): void {
  const key = [role, serial_number, expiration_time].join(' ');
  const known = found.get(key);
  found.set(key, {
    role,
    serial: serial_number,
    names: subject_alt_names.map(({ uri, dns, ip_address }) => uri || dns || ip_address).filter(Boolean),
    from: moment(valid_from),
    to: moment(expiration_time),
    uses: (known?.uses ?? 0) + 1,
  });
}

function moment(iso: string) {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : epochSeconds.parse(Math.floor(at / 1000));
}
