/** A certificate to copy into a server's file. */
import type { Certificate } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";

export function Pem({ certificate: { cert_data } }: { readonly certificate: Certificate }) {
  const lines = cert_data.match(/.{1,64}/g) ?? [];
  const text = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
  return (
    <details class="text">
      <summary>{prose.certificates.pem}</summary>
      <pre tabindex={0}>{text}</pre>
    </details>
  );
}
