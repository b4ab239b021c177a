/** One watched target: its last checks, the newest first. */
import type { Row } from "../../src/watch/decide.ts";
import { Mark } from "../page/mark.tsx";
import { prose } from "../prose.ts";
import { watchProse } from "./prose.ts";
import { VerdictInWords } from "./verdict_in_words.tsx";

interface TargetHistoryProps {
  readonly target: string;
  readonly rows: readonly Row[];
}

export function TargetHistory({ target, rows }: TargetHistoryProps) {
  return (
    <article class="report">
      <header>
        <h1>{target}</h1>
        <p class="meta">
          <a href="/watch">{watchProse.all}</a>
          <a href={`/api/v1/watch?${new URLSearchParams({ target })}`}>{watchProse.json}</a>
        </p>
      </header>
      <section aria-labelledby="history">
        <h2 id="history">{watchProse.history}</h2>
        {rows.length === 0 && <p>{watchProse.noHistory}</p>}
        <ol class="watched">
          {rows.map((row) => <Check row={row} />)}
        </ol>
      </section>
    </article>
  );
}

function Check({ row }: { readonly row: Row }) {
  const { checked_at, verdict, changed, certificate } = row;
  const channel = [row.protocol_version, row.cipher_suite, row.named_group, row.application_protocol];
  return (
    <li class="panel">
      <Mark name={verdict} silent />
      <div>
        <h3>
          <time datetime={checked_at}>{prose.report.time(checked_at)}</time>
        </h3>
        <p>
          <VerdictInWords observation={row} />
        </p>
        {changed.length > 0 && <p class="remedy">{watchProse.changed(changed)}</p>}
        <p class="where">
          <span>{channel.filter((part) => part !== null).join(", ")}</span>
          {certificate !== null && (
            <span>
              {watchProse.certificate} <code>{certificate.fingerprint_sha256.slice(0, 16)}…</code>
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
