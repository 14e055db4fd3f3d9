import type { CodeInfo } from '../code-info.ts';

const authorization = 'https://istio.io/latest/docs/reference/config/security/authorization-policy/';

/** Of AuthorizationPolicies: whom and what they are about. */
export const authorizationCodes = {
  WEFT1002: {
    level: 'warning',
    summary: 'A method that no request has',
    breaks: 'The entry matches nothing: methods are compared with their case.',
    fix: 'Write a method of HTTP, such as GET. A gRPC call is a POST; its method is in the path.',
    link: `${authorization}#Operation`,
    text: (a) => `"${a.method}" is no method of HTTP.`,
  },
  WEFT1003: {
    level: 'warning',
    summary: 'A policy about a host that nobody has',
    breaks: 'The entry matches no request; an ALLOW policy refuses what it was meant for.',
    fix: 'Write the host as callers write it.',
    link: `${authorization}#Operation`,
    text: (a) => `Host "${a.host}" looks like a Service and is none.`,
  },
  WEFT1004: {
    level: 'error',
    summary: 'A policy about callers that send plain text',
    breaks:
      'Without mutual TLS a request carries no identity: an ALLOW rule about it matches nothing, so callers are refused (403), and a DENY rule stops nobody.',
    fix: 'Turn mutual TLS on for these callers, or judge by something that does not need it.',
    link: `${authorization}#Source`,
    text: (a) => `This needs mutual TLS, and ${a.why}.`,
  },
  WEFT1005: {
    level: 'error',
    summary: 'A principal that no workload has',
    breaks: 'The entry matches nobody: an ALLOW rule lets nobody in, a DENY rule stops nobody.',
    fix: 'Write trust-domain/ns/namespace/sa/service-account of a workload that calls.',
    link: `${authorization}#Source`,
    text: (a) =>
      a.why === 'form'
        ? `"${a.principal}" is no principal: those are written trust-domain/ns/namespace/sa/service-account.`
        : a.why === 'idle'
          ? `No workload runs as ServiceAccount ${a.namespace}/${a.account} now.`
          : `ServiceAccount ${a.namespace}/${a.account} does not exist.`,
  },
  WEFT1006: {
    level: 'info',
    summary: 'A principal of another cluster',
    breaks: 'Nothing, where both clusters share a trust domain and their root certificate.',
    fix: 'Nothing to do if callers from there are meant.',
    link: `${authorization}#Source`,
    text: (a) => `Workloads run as ServiceAccount ${a.namespace}/${a.account} in cluster ${a.cluster} alone.`,
  },
  WEFT1007: {
    level: 'warning',
    summary: 'A principal of another trust domain',
    breaks: 'The entry matches nobody of this mesh.',
    fix: 'Write the trust domain of the mesh, or add the other one to trustDomainAliases.',
    link: 'https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/',
    text: (a) => `Trust domain "${a.domain}" is neither that of the mesh nor one of its aliases.`,
  },
  WEFT1032: {
    level: 'warning',
    summary: 'A policy that selects no workload',
    breaks: 'It has no effect.',
    fix: 'Correct the labels; a policy selects by those of pods, in its own namespace.',
    link: 'https://istio.io/latest/docs/reference/config/type/workload-selector/',
    text: (a) => `No workload of ${a.where} has the labels ${a.labels}.`,
  },
  WEFT1040: {
    level: 'info',
    summary: 'A workload under no AuthorizationPolicy',
    breaks: 'Whoever reaches it may call it.',
    fix: 'Add an ALLOW policy for it, or one of the namespace that allows nothing.',
    link: 'https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns',
    text: (a) => `No AuthorizationPolicy of ${a.namespace} or the mesh is about this workload.`,
  },
} as const satisfies Record<string, CodeInfo>;
