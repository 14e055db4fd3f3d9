/** Labels of an alert by name, as Alertmanager gives them. */
export type AlertLabels = Readonly<Record<string, string>>;
