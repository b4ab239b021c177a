/** What to take home of this very session: a capture that Wireshark opens and decrypts, the secrets, the report. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";

interface EvidenceProps {
  /** `null`: this instance keeps none. */
  readonly evidence: NonNullable<Report["evidence"]> | null;
  /** Makes the check anew and answers with its evidence. */
  readonly anew: string;
}

export function Evidence({ evidence, anew }: EvidenceProps) {
  return (
    <section class="evidence" aria-labelledby="evidence">
      <h2 id="evidence">{prose.evidence.heading}</h2>
      <p>{prose.evidence.about}</p>
      {evidence === null
        ? (
          <p>
            <a href={anew} rel="nofollow" download>{prose.evidence.anew}</a>
          </p>
        )
        : (
          <>
            <ul>
              {evidence.files.map((path) => {
                const kind = path.slice(path.lastIndexOf(".") + 1);
                return (
                  <li>
                    <a href={path} rel="nofollow" download>{prose.evidence.files[kind] ?? kind}</a>
                  </li>
                );
              })}
            </ul>
            <p class="hint">{prose.evidence.until(evidence.expires_at)}</p>
          </>
        )}
    </section>
  );
}
