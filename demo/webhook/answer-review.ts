import { type JsonObject, objectAt, textAt } from '#demo/cluster/json.ts';
import { checkIstioObject } from './check-istio-object.ts';

/** The answer to an AdmissionReview: whether the object may be written, and what its writer should know. */
export function answerReview(review: JsonObject): JsonObject {
  const request = objectAt(review, 'request');
  const { errors, warnings } =
    request.operation === 'DELETE'
      ? { errors: [], warnings: [] }
      : checkIstioObject(objectAt(request, 'object'));
  const response: JsonObject = { uid: textAt(request, 'uid'), allowed: errors.length === 0 };
  if (warnings.length > 0) response.warnings = warnings;
  if (errors.length > 0) {
    response.status = {
      status: 'Failure',
      code: 400,
      message: `configuration is invalid: ${listed(errors)}`,
    };
  }
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response };
}

function listed(errors: readonly string[]): string {
  if (errors.length === 1) return errors[0] ?? '';
  return `${errors.length} errors occurred:\n${errors.map((error) => `\t* ${error}`).join('\n')}\n`;
}
