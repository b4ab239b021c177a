/** Every path from the leaf that was tried, and why it holds or does not. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { certificateId, commonName } from "./certificate_order.ts";
import { Mark } from "./mark.tsx";

export function Paths({ report }: { readonly report: Report }) {
  const { chain } = report;
  if (chain === null || chain.paths.length === 0) return null;
  const names = new Map(
    report.certificates.map(({ fingerprint_sha256, subject }) => [fingerprint_sha256, commonName(subject)]),
  );
  return (
    <section aria-labelledby="paths">
      <h2 id="paths">{prose.paths.heading}</h2>
      <p class="hint">{prose.chain.pathCount(chain.paths.length)}</p>
      <ul class="paths">
        {chain.paths.map((path) => (
          <li>
            <Mark name={path.trusted && path.error === null ? "pass" : "fail"} silent />
            <div>
              <ol>
                {path.certificates.map((fingerprint) => (
                  <li>
                    <a href={`#${certificateId(fingerprint)}`}>
                      {names.get(fingerprint) ?? fingerprint.slice(0, 16)}
                    </a>
                  </li>
                ))}
              </ol>
              <p>{path.error?.message ?? (path.trusted ? prose.paths.trusted : prose.paths.untrusted)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
