/** What to write into the server's configuration, for each of the usual servers. */
import { type Configuration as Configured, serverSoftware } from "../../src/rules/configuration/mod.ts";
import { prose } from "../prose.ts";
import { CopyButton } from "./copy_button.tsx";

export function Configuration({ configured: { purpose, snippets } }: { readonly configured: Configured }) {
  const shown = serverSoftware.flatMap((software) => {
    const snippet = snippets[software];
    return snippet === undefined ? [] : [{ name: prose.configuration.software[software], snippet }];
  });
  return (
    <details class="configuration">
      <summary>{prose.configuration.summary(shown.map(({ name }) => name))}</summary>
      <p>{purpose}:</p>
      <div class="snippets">
        {shown.map(({ name, snippet }) => (
          <div class="snippet">
            <h4>{name}</h4>
            <pre class="code" tabindex={0} role="group" aria-label={prose.configuration.label(name)}>
              <code>{snippet.complete}</code>
            </pre>
            <CopyButton />
          </div>
        ))}
      </div>
    </details>
  );
}
