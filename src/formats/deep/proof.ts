import type { DeepFacts } from "../../report/mod.ts";
import { type DeepSection, learnt, listOf, nameOf, row, yesNo } from "./row.ts";

type Served = NonNullable<DeepFacts["served_certificates"]>;

export const proof: DeepSection = {
  id: "proof",
  title: "Certificates and signatures",
  rows: ({ served_certificates, signature_schemes, certificate_compression, credential_kinds }) => [
    ...learnt(served_certificates, ({ by_key, without_server_name, unknown_server_name }) => [
      row(by_key.length === 1 ? "Certificate" : "Certificates", ...by_key.map(certificate)),
      ...without_server_name === null ? [] : [row("Without a server name", otherName(without_server_name))],
      row("For an unknown name", otherName(unknown_server_name)),
    ]),
    ...learnt(
      signature_schemes,
      ({ versions }) =>
        versions.map(({ version, schemes }) =>
          row(`Signatures in ${nameOf(version)}`, listOf(schemes.map(nameOf)))
        ),
    ),
    ...learnt(certificate_compression, ({ algorithms }) => [
      row(
        "Certificates compressed",
        listOf(algorithms.filter(({ accepted }) => accepted).map(({ algorithm }) => nameOf(algorithm))),
      ),
    ]),
    ...learnt(credential_kinds, ({ raw_public_key, delegated_credential }) => [
      row("Raw public key", yesNo(raw_public_key)),
      row("Delegated credential", yesNo(delegated_credential)),
    ]),
  ],
};

function certificate(
  { subject, public_key: { algorithm, curve, bits }, not_after }: Served["by_key"][number],
): string {
  return `${subject}, ${algorithm} ${curve ?? `${bits ?? "?"} bits`}, until ${not_after.slice(0, 10)}`;
}

function otherName({ outcome, certificate, refusal }: Served["unknown_server_name"]): string {
  if (outcome === "same") return "the same certificate";
  if (outcome === "other") {
    return `another certificate${certificate === null ? "" : `: ${certificate.subject}`}`;
  }
  return refusal?.message ?? (outcome === "refused" ? "refused" : "no answer");
}
