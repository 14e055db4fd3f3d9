import { type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { checkPort, type Part, partAt, partsAt, repeated } from '../checks/common.ts';
import { isAddress, isDnsLabel, isWildcardDomain } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';
import { checkServerTls } from './server-tls.ts';

const protocols = 'HTTP HTTPS GRPC GRPC-WEB HTTP2 MONGO REDIS MYSQL TCP TLS UDP'.split(' ');

/** What istiod says of a Gateway (Istio's) on its own. */
export function checkGateway(object: JsonObject): Verdict {
  const found = new Findings();
  const servers = partsAt(objectAt(object, 'spec'), 'servers', 'spec');
  found.errorIf(servers.length === 0, 'spec.servers: a gateway needs at least one server');
  const names = servers.map(({ value }) => textAt(objectAt(value, 'port'), 'name'));
  for (const name of repeated(names.filter((text) => text !== ''))) {
    found.error(`spec.servers: the port name ${name} is used twice`);
  }
  for (const server of servers) checkServer(found, server);
  return found;
}

function checkServer(found: Findings, server: Part): void {
  const { path, value } = server;
  const hosts = textsAt(value, 'hosts');
  found.errorIf(hosts.length === 0, `${path}.hosts: a server needs at least one host`);
  for (const host of hosts) checkServerHost(found, `${path}.hosts`, host);
  for (const host of repeated(hosts)) found.error(`${path}.hosts: ${host} is named twice`);
  const port = objectAt(value, 'port');
  checkPort(found, `${path}.port.number`, port.number);
  found.errorIf(textAt(port, 'name') === '', `${path}.port.name: a port needs a name`);
  checkProtocol(found, `${path}.port.protocol`, textAt(port, 'protocol'));
  const bind = textAt(value, 'bind');
  found.errorIf(
    bind !== '' && !isAddress(bind) && !bind.startsWith('unix://'),
    `${path}.bind: ${bind} is neither an address nor a unix socket`,
  );
  checkServerEncryption(found, server, textAt(port, 'protocol').toUpperCase());
}

/** `host`, or `namespace/host` where the namespace may be `.` or `*`. */
function checkServerHost(found: Findings, path: string, host: string): void {
  const [first = '', second, ...more] = host.split('/');
  const namespaceFits = second === undefined || first === '.' || first === '*' || isDnsLabel(first);
  const name = second ?? first;
  const fits = more.length === 0 && namespaceFits && (isWildcardDomain(name) || isAddress(name));
  found.errorIf(!fits, `${path}: ${JSON.stringify(host)} is neither a host nor namespace/host`);
}

/** A protocol of a server or a port, in any case and with `_` for `-`. */
export function checkProtocol(found: Findings, path: string, protocol: string): void {
  const fits = protocols.includes(protocol.toUpperCase().replace('_', '-'));
  found.errorIf(!fits, `${path}: ${JSON.stringify(protocol)} is none of ${protocols.join(', ')}`);
}

function checkServerEncryption(found: Findings, { path, value }: Part, protocol: string): void {
  const tls = partAt(value, 'tls', path);
  const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
  if (!tls) {
    found.errorIf(isEncrypted, `${path}.tls: a server for ${protocol} needs TLS settings`);
    return;
  }
  const redirects = tls.value.httpsRedirect === true;
  found.errorIf(
    redirects && isEncrypted,
    `${tls.path}.httpsRedirect: only plain HTTP can be redirected to HTTPS`,
  );
  const plainKeys = ['httpsRedirect', 'mode'];
  const mode = textAt(tls.value, 'mode');
  const isPlain =
    Object.keys(tls.value).every((key) => plainKeys.includes(key)) && ['', 'PASSTHROUGH'].includes(mode);
  found.errorIf(
    !isEncrypted && !isPlain,
    `${tls.path}: a server for ${protocol || 'plain traffic'} takes no TLS settings but httpsRedirect`,
  );
  if (isEncrypted) checkServerTls(found, tls);
  const versions = ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'];
  const [least, most] = ['minProtocolVersion', 'maxProtocolVersion'].map((key) =>
    versions.indexOf(textAt(tls.value, key)),
  );
  found.errorIf(
    (most ?? 0) > 0 && (least ?? 0) > (most ?? 0),
    `${tls.path}.minProtocolVersion: later than maxProtocolVersion`,
  );
  for (const suite of repeated(textsAt(tls.value, 'cipherSuites'))) {
    found.warn(`${tls.path}.cipherSuites: ${suite} is named twice`);
  }
  found.errorIf(
    mode !== 'PASSTHROUGH' &&
      listAt(tls.value, 'verifyCertificateHash').length > 0 &&
      !mode.includes('MUTUAL'),
    `${tls.path}.verifyCertificateHash: no client certificate is asked for in mode ${mode || 'PASSTHROUGH'}`,
  );
}
