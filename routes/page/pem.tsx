/** A certificate to copy, into a server's file or anywhere else. */
import type { Certificate } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { CopyButton } from "./copy_button.tsx";

interface PemProps {
  readonly certificate: Certificate;
  /** The server did not send it, and should. */
  readonly isMissing: boolean;
}

export function Pem({ certificate: { cert_data }, isMissing }: PemProps) {
  const lines = cert_data.match(/.{1,64}/g) ?? [];
  const text = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
  return (
    <details class="text">
      <summary>{isMissing ? prose.certificates.pem : prose.chain.pem}</summary>
      <div class="snippet">
        <pre tabindex={0}>{text}</pre>
        <CopyButton />
      </div>
    </details>
  );
}
