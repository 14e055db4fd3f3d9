import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import { checkIstioObject } from '#lib/istio/admission/check-istio-object.ts';
import { unreachableWarnings } from './unreachable-warnings.ts';

/** The answer to an AdmissionReview: whether the object may be written, and what its writer should know. */
export function answerReview(review: JsonObject): JsonObject {
  const request = objectAt(review, 'request');
  const object = objectAt(request, 'object');
  const { errors, warnings } =
    request.operation === 'DELETE' ? { errors: [], warnings: [] } : checkIstioObject(object);
  const response: JsonObject = { uid: textAt(request, 'uid'), allowed: errors.length === 0 };
  const said = errors.length > 0 ? warnings : [...warnings, ...unreachableWarnings(object)];
  if (said.length > 0) response.warnings = said;
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
