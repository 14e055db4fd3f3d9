import type { Finding } from '#lib/core/finding.ts';
import type { Code } from '../codes.ts';

/** One of Kiali's codes, and which findings answer to it: all of a code, or those about one kind of reference or object. */
export interface KialiCode {
  readonly kiali: string;
  readonly code: Code;
  /** The `what` of the finding's args (the kind of reference, for IST0101). */
  readonly what?: string;
  /** The kind of the object that the finding is about. */
  readonly kind?: string;
}

/**
 * Kiali's codes (kiali/kiali models/istio_validation.go d733a096) by Weft's. A finding may answer to several, and several
 * of Weft's codes to one. In the order of Kiali's codes, then of ours.
 */
export const kialiCodes: readonly KialiCode[] = [
  { kiali: 'KIA0002', code: 'IST0111' },
  { kiali: 'KIA0002', code: 'WEFT1030' },
  { kiali: 'KIA0003', code: 'IST0110' },
  { kiali: 'KIA0003', code: 'WEFT1031' },
  { kiali: 'KIA0004', code: 'IST0101', what: 'selector', kind: 'Sidecar' },
  { kiali: 'KIA0004', code: 'IST0127', what: 'selector' },
  { kiali: 'KIA0004', code: 'WEFT1032' },
  { kiali: 'KIA0005', code: 'WEFT1001' },
  { kiali: 'KIA0101', code: 'IST0101', what: 'namespace', kind: 'AuthorizationPolicy' },
  { kiali: 'KIA0102', code: 'WEFT1002' },
  { kiali: 'KIA0104', code: 'WEFT1003' },
  { kiali: 'KIA0105', code: 'WEFT1004' },
  { kiali: 'KIA0106', code: 'WEFT1005' },
  { kiali: 'KIA0107', code: 'WEFT1006' },
  { kiali: 'KIA0108', code: 'WEFT1007' },
  { kiali: 'KIA0109', code: 'WEFT1200', kind: 'AuthorizationPolicy' },
  { kiali: 'KIA0110', code: 'WEFT1201', kind: 'AuthorizationPolicy' },
  { kiali: 'KIA0201', code: 'WEFT1105' },
  { kiali: 'KIA0202', code: 'IST0174' },
  { kiali: 'KIA0203', code: 'IST0173' },
  { kiali: 'KIA0204', code: 'WEFT1022' },
  { kiali: 'KIA0205', code: 'WEFT1021', what: 'mesh' },
  { kiali: 'KIA0205', code: 'WEFT1023', what: 'mesh' },
  { kiali: 'KIA0206', code: 'WEFT1021', what: 'namespace' },
  { kiali: 'KIA0206', code: 'WEFT1023', what: 'namespace' },
  { kiali: 'KIA0207', code: 'WEFT1020', what: 'namespace' },
  { kiali: 'KIA0208', code: 'WEFT1020', what: 'mesh' },
  { kiali: 'KIA0209', code: 'WEFT1106' },
  { kiali: 'KIA0210', code: 'WEFT1202', kind: 'DestinationRule' },
  { kiali: 'KIA0211', code: 'WEFT1203', kind: 'DestinationRule' },
  { kiali: 'KIA0212', code: 'WEFT1204', kind: 'DestinationRule' },
  { kiali: 'KIA0301', code: 'IST0145' },
  { kiali: 'KIA0301', code: 'WEFT1090' },
  { kiali: 'KIA0301', code: 'WEFT1091' },
  { kiali: 'KIA0302', code: 'IST0101', what: 'selector', kind: 'Gateway' },
  { kiali: 'KIA0401', code: 'WEFT1024', what: 'mesh' },
  { kiali: 'KIA0501', code: 'WEFT1024', what: 'namespace' },
  { kiali: 'KIA0505', code: 'WEFT1025', what: 'namespace' },
  { kiali: 'KIA0506', code: 'WEFT1025', what: 'mesh' },
  { kiali: 'KIA0601', code: 'IST0118', what: 'name' },
  { kiali: 'KIA0602', code: 'IST0118', what: 'appProtocol' },
  { kiali: 'KIA0701', code: 'WEFT1107' },
  { kiali: 'KIA1004', code: 'WEFT1108' },
  { kiali: 'KIA1006', code: 'WEFT1109' },
  { kiali: 'KIA1007', code: 'WEFT1110' },
  { kiali: 'KIA1101', code: 'IST0101', what: 'host', kind: 'VirtualService' },
  { kiali: 'KIA1102', code: 'IST0101', what: 'gateway', kind: 'VirtualService' },
  { kiali: 'KIA1104', code: 'WEFT1102' },
  { kiali: 'KIA1105', code: 'WEFT1103' },
  { kiali: 'KIA1106', code: 'IST0109' },
  { kiali: 'KIA1106', code: 'WEFT1100' },
  { kiali: 'KIA1107', code: 'IST0101', what: 'subset', kind: 'VirtualService' },
  { kiali: 'KIA1108', code: 'WEFT1101' },
  { kiali: 'KIA1109', code: 'WEFT1202', kind: 'VirtualService' },
  { kiali: 'KIA1110', code: 'WEFT1200', kind: 'RequestAuthentication' },
  { kiali: 'KIA1111', code: 'WEFT1200', kind: 'WasmPlugin' },
  { kiali: 'KIA1112', code: 'WEFT1200', kind: 'Telemetry' },
  { kiali: 'KIA1113', code: 'WEFT1203', kind: 'VirtualService' },
  { kiali: 'KIA1114', code: 'WEFT1204', kind: 'VirtualService' },
  { kiali: 'KIA1115', code: 'WEFT1201', kind: 'RequestAuthentication' },
  { kiali: 'KIA1116', code: 'WEFT1201', kind: 'WasmPlugin' },
  { kiali: 'KIA1117', code: 'WEFT1201', kind: 'Telemetry' },
  { kiali: 'KIA1211', code: 'WEFT1111' },
  { kiali: 'KIA1212', code: 'IST0177' },
  { kiali: 'KIA1301', code: 'WEFT1040' },
  { kiali: 'KIA1311', code: 'WEFT1205' },
  { kiali: 'KIA1312', code: 'WEFT1206' },
  { kiali: 'KIA1313', code: 'WEFT1207', what: 'workload' },
  { kiali: 'KIA1314', code: 'WEFT1208' },
  { kiali: 'KIA1315', code: 'WEFT1209' },
  { kiali: 'KIA1316', code: 'WEFT1209', what: 'namespace' },
  { kiali: 'KIA1317', code: 'WEFT1210' },
  { kiali: 'KIA1401', code: 'WEFT1120' },
  { kiali: 'KIA1402', code: 'WEFT1121' },
  { kiali: 'KIA1402', code: 'WEFT1122' },
  { kiali: 'KIA1501', code: 'WEFT1124' },
  { kiali: 'KIA1502', code: 'WEFT1125' },
  { kiali: 'KIA1503', code: 'WEFT1123' },
  { kiali: 'KIA1504', code: 'WEFT1126' },
  { kiali: 'KIA1601', code: 'WEFT1127' },
  { kiali: 'KIA1701', code: 'WEFT1130' },
  { kiali: 'KIA1702', code: 'WEFT1131' },
  { kiali: 'GWAPI', code: 'IST0171', what: 'refused', kind: 'Gateway' },
  { kiali: 'GWAPI', code: 'WEFT1128' },
];

/** The codes under which Kiali knows a finding; none for what it does not check. */
export function kialiCodesOf(finding: Pick<Finding, 'code' | 'args' | 'object'>): readonly string[] {
  return kialiCodes
    .filter(
      ({ code, what, kind }) =>
        code === finding.code &&
        (what === undefined || what === finding.args.what) &&
        (kind === undefined || kind === finding.object.kind),
    )
    .map(({ kiali }) => kiali);
}
