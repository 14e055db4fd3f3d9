import type { CodeInfo } from '../code-info.ts';

const sidecar = 'https://istio.io/latest/docs/reference/config/networking/sidecar/';
const serviceEntry = 'https://istio.io/latest/docs/reference/config/networking/service-entry/';
const workloadGroup = 'https://istio.io/latest/docs/reference/config/networking/workload-group/';

/** Of Services, ServiceEntries, WorkloadGroups, and Sidecars that import them. */
export const hostCodes = {
  WEFT1107: {
    level: 'warning',
    summary: 'A port that no container declares',
    breaks:
      'A port by name that no container declares has no endpoints (503 UH). By number it works if the application listens there.',
    fix: 'Correct targetPort, or declare the port in the container.',
    link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    text: (a) =>
      `Port ${a.port} leads to ${a.target}, which no container of Deployment ${a.deployment} declares.`,
  },
  WEFT1108: {
    level: 'warning',
    summary: 'A Sidecar that imports a host nobody has',
    breaks: 'The line lets in nothing; what it was meant to let in stays unknown to the proxies.',
    fix: 'Write namespace/host as the Service or ServiceEntry has it, or export that one to this namespace.',
    link: `${sidecar}#IstioEgressListener`,
    text: (a) => `No Service or ServiceEntry of ${a.where} that is visible here has host "${a.host}".`,
  },
  WEFT1109: {
    level: 'warning',
    summary: 'A Sidecar of the root namespace with a selector',
    breaks: 'It applies to pods of the root namespace alone, and no longer to the mesh.',
    fix: 'Remove the selector, or move it to the namespace of the pods.',
    link: `${sidecar}#Sidecar`,
    text: (a) => `With a selector it is for pods of ${a.namespace} alone.`,
  },
  WEFT1110: {
    level: 'info',
    summary: 'An outbound policy without a mode',
    breaks: 'It is REGISTRY_ONLY then, whatever the mesh has: calls to unknown hosts fail (502).',
    fix: 'Write the mode that is meant.',
    link: `${sidecar}#OutboundTrafficPolicy`,
    text: () => 'Without a mode the policy is REGISTRY_ONLY.',
  },
  WEFT1111: {
    level: 'warning',
    summary: 'A port of a host in several ServiceEntries',
    breaks:
      'Proxies put them together or use one of them: which endpoints, resolution and location hold is not clear.',
    fix: 'Leave one ServiceEntry for the host, or export them to different namespaces.',
    link: `${serviceEntry}#ServiceEntry`,
    text: (a) => `Port ${a.port} of ${a.host} is also declared by ${a.others}.`,
  },
  WEFT1112: {
    level: 'warning',
    summary: 'A Sidecar that imports a host from the wrong namespace',
    breaks: 'The line lets in nothing: the host is declared in another namespace.',
    fix: 'Write the namespace of the ServiceEntry before the host.',
    link: `${sidecar}#IstioEgressListener`,
    text: (a) => `Host "${a.host}" is declared in namespace ${a.namespace}, not in ${a.owner}.`,
  },
  WEFT1130: {
    level: 'warning',
    summary: 'A WorkloadGroup with a ServiceAccount that nobody has',
    breaks: 'Its machines cannot get an identity: they fail to connect to istiod.',
    fix: 'Create the ServiceAccount in this namespace, or name one that exists.',
    link: `${workloadGroup}#WorkloadGroup`,
    text: (a) => `Namespace ${a.namespace} has no ServiceAccount "${a.name}".`,
  },
  WEFT1131: {
    level: 'warning',
    summary: 'WorkloadGroups with the same labels',
    breaks:
      'What selects the machines of one selects those of the other: Services, policies and metrics mix them.',
    fix: 'Give each group labels of its own.',
    link: `${workloadGroup}#WorkloadGroup`,
    text: (a) => `${a.others} has the labels ${a.labels} too.`,
  },
} as const satisfies Record<string, CodeInfo>;
