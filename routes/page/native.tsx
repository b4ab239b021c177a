/** The runtime's own handshake: the witness beside ours. */
import type { Native as ReportNative } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { Mark, type MarkName } from "./mark.tsx";

const marks: Record<ReportNative["outcome"], MarkName> = {
  trusted: "pass",
  refused: "fail",
  unreachable: "fail",
  not_available: "skipped",
};

export function Native({ native }: { readonly native: ReportNative | null }) {
  if (native === null) return null;
  return (
    <section class="panel native" aria-labelledby="native">
      <h2 id="native">{prose.native.heading}</h2>
      <p class="outcome">
        <Mark name={marks[native.outcome]} silent />
        <span>
          <code>{native.api}</code> {prose.native.outcome[native.outcome]}
        </span>
      </p>
      {native.error && <p class="words">{native.error}</p>}
      <p class="hint">{prose.native.about}</p>
    </section>
  );
}
