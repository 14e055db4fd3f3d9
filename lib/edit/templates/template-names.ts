/** What a template is filled with. */
export interface TemplateNames {
  readonly namespace: string;
  /** Of the object itself. */
  readonly name: string;
  /** The Service that it is about; its pods are taken to have the label `app` of that value. */
  readonly service: string;
  /** The Gateway of the Gateway API that routes attach to. */
  readonly gateway: string;
}
