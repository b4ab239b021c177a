/** What to write into the server's configuration, for each of the usual servers. */
import { type Configuration as Configured, serverSoftware } from "../../src/rules/configuration/mod.ts";
import { prose } from "../prose.ts";
import { CopyButton } from "./copy_button.tsx";

export function Configuration({ configured: { purpose, snippets } }: { readonly configured: Configured }) {
  return (
    <details class="configuration">
      <summary>{prose.configuration.summary}</summary>
      <p>{purpose}:</p>
      <div class="snippets">
        {serverSoftware.map((software) => {
          const name = prose.configuration.software[software];
          return (
            <div class="snippet">
              <h4>{name}</h4>
              <pre class="code" tabindex={0} role="group" aria-label={prose.configuration.label(name)}>
                <code>{snippets[software]}</code>
              </pre>
              <CopyButton />
            </div>
          );
        })}
      </div>
    </details>
  );
}
