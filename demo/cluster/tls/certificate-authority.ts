import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

/** A certificate with its key, in PEM. */
export interface ServerCertificate {
  certPem: string;
  keyPem: string;
}

/** Issues server certificates that clients trust by `caPem`. */
export interface CertificateAuthority {
  readonly caPem: string;
  /** A certificate for these DNS names and IP addresses, for TLS servers. */
  issue(names: readonly string[]): Promise<ServerCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 3600 * 1000;
/** Certificates begin a day early, so that a clock that lags behind does not refuse them. */
const validity = (now: number, days: number) => ({
  notBefore: new Date(now - day),
  notAfter: new Date(now + days * day),
});

/**
 * The authority kept in `dir` (ca.crt, ca.key), made anew when there is none or it cannot be read. `now` in ms.
 * The validity of certificates follows the machine's own clock: TLS clients judge by that one.
 */
export async function loadAuthority(dir: string, now = Date.now()): Promise<CertificateAuthority> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const kept = await readAuthority(dir, now);
  const { certificate, key } = kept ?? (await makeAuthority(dir, now));
  return {
    caPem: certificate.toString('pem'),
    issue: (names) => issue(certificate, key, names, now),
  };
}

interface Authority {
  certificate: x509.X509Certificate;
  key: CryptoKey;
}

async function readAuthority(dir: string, now: number): Promise<Authority | null> {
  try {
    const certificate = new x509.X509Certificate(await readFile(join(dir, 'ca.crt'), 'utf8'));
    const pem = await readFile(join(dir, 'ca.key'), 'utf8');
    const key = await crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), algorithm, true, [
      'sign',
    ]);
    return certificate.notAfter.getTime() > now + 30 * day ? { certificate, key } : null;
  } catch {
    return null;
  }
}

async function makeAuthority(dir: string, now: number): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=weft-demo-ca',
    ...validity(now, 3650),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  await writeFile(join(dir, 'ca.crt'), certificate.toString('pem'), { mode: 0o600 });
  await writeFile(join(dir, 'ca.key'), await privatePem(keys.privateKey), { mode: 0o600 });
  return { certificate, key: keys.privateKey };
}

async function issue(
  issuer: x509.X509Certificate,
  signingKey: CryptoKey,
  names: readonly string[],
  now: number,
): Promise<ServerCertificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${names[0] ?? 'localhost'}`,
    issuer: issuer.subject,
    ...validity(now, 397),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certPem: certificate.toString('pem'), keyPem: await privatePem(keys.privateKey) };
}

const alternativeName = (value: string): x509.JsonGeneralName => ({
  type: isIP(value) === 0 ? 'dns' : 'ip',
  value,
});

async function privatePem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

/** Sixteen random bytes, the first below 0x80: a positive number. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
  return bytes.toString('hex');
}
