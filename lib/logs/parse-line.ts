import { type AccessFields, fieldsOf, type WrittenFields } from './access-fields.ts';
import { istioJsonKeys, type JsonKeys, objectIn, readObject } from './json-line.ts';
import { envoyTextFormat, istioTextFormat, type LineFormat, lineFormat, scanLine } from './line-format.ts';
import { readZtunnelLine, type ZtunnelConnection } from './ztunnel-line.ts';

/** How a proxy writes its access log, as its configuration says; the usual formats are always tried. */
export interface LogFormats {
  readonly texts: readonly string[];
  readonly keys: readonly JsonKeys[];
}

export interface ParsedLine {
  /** Milliseconds since the epoch; null where the line has none. */
  readonly at: number | null;
  /** Null for what is not of the access log: the proxy's other lines, and formats that are not known. */
  readonly access: AccessFields | null;
  readonly ztunnel: ZtunnelConnection | null;
  /** What was read, without the time that the kubelet puts before each line. */
  readonly text: string;
}

const usualTexts = [istioTextFormat, envoyTextFormat];

/** So much of a line is read; what is longer is no entry of an access log: Envoy allows 60 kB of headers. */
const mostRead = 131_072;

/** A reader of lines of one proxy. It takes any text, and never throws. */
export function createLineReader(formats: LogFormats): (line: string) => ParsedLine {
  const texts = [...formats.texts, ...usualTexts].flatMap((format) => lineFormat(format) ?? []);
  const keys = [...formats.keys, istioJsonKeys];
  return (line) => {
    const [before, text] = withoutStamp(line);
    if (text.length > mostRead) return { at: before, access: null, ztunnel: null, text };
    const written = text.startsWith('{') ? readJson(text, keys) : readText(text, texts);
    const ztunnel = written === null ? readZtunnelLine(text) : null;
    const found = written ?? ztunnel?.written ?? null;
    const access = found === null ? null : fieldsOf(found);
    return {
      at: timeOf(found?.time) ?? before ?? leadingTime(text),
      access: access ?? null,
      ztunnel: ztunnel?.connection ?? null,
      text,
    };
  };
}

function readText(text: string, formats: readonly LineFormat[]): WrittenFields | null {
  for (const format of formats) {
    const written = scanLine(format, text);
    if (written !== null && fieldsOf(written) !== null && isEntry(written)) return written;
  }
  return null;
}

function readJson(text: string, keys: readonly JsonKeys[]): WrittenFields | null {
  const object = objectIn(text);
  if (object === null) return null;
  for (const each of keys) {
    const written = readObject(object, each);
    if (written !== null && fieldsOf(written) !== null) return written;
  }
  return null;
}

/** A format of few literals fits many lines: addresses and the time must look like what they are. */
const isEntry = ({ time, upstreamHost, downstreamRemote, downstreamLocal }: WrittenFields): boolean =>
  (time === undefined || timeOf(time) !== null) &&
  [upstreamHost, downstreamRemote, downstreamLocal].every((address) => !/\s/.test(address ?? ''));

/** When the kubelet took a line down, in milliseconds since the epoch; null where it was not asked to say so. */
export const stampOf = (line: string): number | null => withoutStamp(line)[0];

/** The time that the kubelet writes before each line when it is asked to, and what stands behind it. */
function withoutStamp(line: string): [number | null, string] {
  const [stamp, time = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) /.exec(line) ?? [];
  return stamp === undefined ? [null, line] : [timeOf(time), line.slice(stamp.length)];
}

/** The time at the start of a proxy's own line, or under the key that Istio's agent writes it as JSON. Envoy's has no zone: it is UTC. */
function leadingTime(text: string): number | null {
  const start = text.slice(0, 400);
  const [, date, clock, zone = 'Z'] =
    /^\[?(\d{4}-\d\d-\d\d)[T ]([\d:.]{5,20})(Z|[+-]\d\d:\d\d)?/.exec(start) ?? [];
  if (date !== undefined) return timeOf(`${date}T${clock}${zone}`);
  return timeOf(/"time":"([^"]*)"/.exec(start)?.[1]);
}

/** Milliseconds of a time in ISO 8601, or of seconds since the epoch (`%START_TIME(%s.%3f)%`). */
function timeOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = /^\d{9,10}(\.\d{1,9})?$/.test(text)
    ? Number(text) * 1000
    : /^\d{4}-/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
