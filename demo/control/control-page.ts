import type { IncidentState } from '#demo/incidents/switchboard.ts';

/** The page of the demo process: one switch an incident. It knows nothing of Weft. */
export function controlPage(mesh: string, incidents: readonly IncidentState[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Demo mesh: ${escapeHtml(mesh)}</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
  li { list-style: none; display: grid; grid-template-columns: auto 1fr; gap: .2rem .8rem; padding: .8rem 0; border-top: 1px solid #8884; }
  ul { padding: 0; } input { margin-top: .3rem; } p { margin: 0; grid-column: 2; opacity: .75; }
  code { opacity: .7; } [role=status] { min-height: 1.5rem; }
</style>
<h1>Demo mesh: ${escapeHtml(mesh)}</h1>
<p>Each switch changes objects through the Kubernetes API and puts them back. Traffic follows within two scrapes.</p>
<p role="status"></p>
<ul>${incidents.map(item).join('')}</ul>
<script>
  const status = document.querySelector('[role=status]');
  document.addEventListener('change', async (event) => {
    const box = event.target;
    box.disabled = true;
    const response = await fetch('/incidents/' + box.name, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ on: box.checked }),
    });
    const answer = await response.json();
    if (!response.ok) box.checked = !box.checked;
    status.textContent = response.ok ? box.name + (answer.on ? ' is on' : ' is off') : answer.error;
    box.disabled = false;
  });
</script>
</html>
`;
}

const item = ({ name, title, breaks, on }: IncidentState): string =>
  `<li><input type="checkbox" role="switch" id="${name}" name="${name}"${on ? ' checked' : ''}>` +
  `<label for="${name}">${escapeHtml(title)} <code>${name}</code></label><p>${escapeHtml(breaks)}</p></li>`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
