import { randomUUID } from 'node:crypto';
import { type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import type { ClusterState } from '../cluster-state.ts';
import { internalError } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import type { Admission } from './admission.ts';
import { callWebhook } from './call-webhook.ts';
import { webhookMatches } from './match-webhook.ts';

const configurations = 'admissionregistration.k8s.io/validatingwebhookconfigurations';

/**
 * Asks every ValidatingWebhookConfiguration that matches; their warnings go into the answer.
 * @throws StatusError with the code of the denial (403 unless the webhook says otherwise), or 500 when one cannot be
 * asked and its failurePolicy is Fail
 */
export async function admit(state: ClusterState, admission: Admission): Promise<void> {
  // Webhook configurations are not themselves subject to webhooks, or a broken one could never be removed.
  if (admission.type.group === 'admissionregistration.k8s.io') return;
  const hooks = state.store
    .list(configurations, null)
    .objects.flatMap((configuration) => listAt(configuration, 'webhooks'))
    .filter((hook) => webhookMatches(state, hook, admission));
  await Promise.all(hooks.map((hook) => ask(hook, admission)));
}

async function ask(hook: Json, admission: Admission): Promise<void> {
  const name = textAt(hook, 'name');
  let response: JsonObject;
  try {
    const answer = await callWebhook(hook, review(admission));
    response = objectAt(answer, 'response');
    if (typeof response.allowed !== 'boolean') throw new Error('the response has no allowed field');
  } catch (error) {
    if (textAt(hook, 'failurePolicy') === 'Ignore') return;
    const why = error instanceof Error ? error.message : String(error);
    throw internalError(`failed calling webhook "${name}": failed to call webhook: ${why}`);
  }
  for (const warning of listAt(response, 'warnings')) admission.options.warn(String(warning));
  if (response.allowed === false) throw denial(name, objectAt(response, 'status'));
}

function denial(name: string, status: JsonObject): StatusError {
  const said = textAt(status, 'message') || textAt(status, 'reason');
  const base = `admission webhook "${name}" denied the request`;
  const code = numberAt(status, 'code') ?? 403;
  return new StatusError(
    code < 400 ? 403 : code,
    textAt(status, 'reason') || 'Forbidden',
    said === '' ? `${base} without explanation` : `${base}: ${said}`,
  );
}

function review(admission: Admission): JsonObject {
  const { type, options } = admission;
  const gvk = { group: type.group, version: type.version, kind: type.kind };
  const gvr = { group: type.group, version: type.version, resource: type.plural };
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: randomUUID(),
      kind: gvk,
      resource: gvr,
      ...(admission.subresource === '' ? {} : { subResource: admission.subresource }),
      requestKind: gvk,
      requestResource: gvr,
      name: admission.name,
      ...(admission.namespace === '' ? {} : { namespace: admission.namespace }),
      operation: admission.operation,
      userInfo: { username: options.user.name, uid: options.user.uid, groups: options.user.groups },
      object: admission.object,
      oldObject: admission.oldObject,
      dryRun: options.dryRun,
      options: {
        kind: `${admission.operation === 'CREATE' ? 'Create' : admission.operation === 'UPDATE' ? 'Update' : 'Delete'}Options`,
        apiVersion: 'meta.k8s.io/v1',
        ...(options.dryRun ? { dryRun: ['All'] } : {}),
        ...(admission.operation === 'DELETE' ? {} : { fieldManager: options.fieldManager }),
      },
    },
  };
}
