import { type DeepSection, learnt, listOf, row, yesNo } from "./row.ts";
import { nameOf } from "./row.ts";

export const extensions: DeepSection = {
  id: "extensions",
  title: "Extensions",
  rows: ({ application_protocols, extensions, encrypted_client_hello }) => [
    ...learnt(application_protocols, ({ accepted, unknown_only }) => [
      row("Application protocols", listOf(accepted)),
      row("Unknown ones only", unknown_only.outcome.replaceAll("_", " ")),
    ]),
    ...learnt(
      extensions,
      ({ extended_main_secret, encrypt_then_mac, record_size_limit, client_certificate }) => [
        ...extended_main_secret === null ? [] : [row("Extended main secret", yesNo(extended_main_secret))],
        ...encrypt_then_mac === null ? [] : [row("Encrypt-then-MAC", yesNo(encrypt_then_mac))],
        row("Record size limit", record_size_limit === null ? "no" : `${record_size_limit} octets`),
        row(
          "Client certificate",
          client_certificate === null ? "not asked for" : "asked for",
          ...client_certificate === null ? [] : [
            `signed with ${listOf(client_certificate.signature_schemes.map(nameOf))}`,
            `issued by ${
              client_certificate.authorities.length === 0
                ? "anyone"
                : client_certificate.authorities.join("; ")
            }`,
          ],
        ),
      ],
    ),
    ...learnt(encrypted_client_hello, ({ tolerated, retry_configs }) => [
      row(
        "Encrypted ClientHello",
        retry_configs === null
          ? `not offered; one that cannot be read is tolerated: ${yesNo(tolerated)}`
          : `offered: ${listOf(retry_configs.map(({ public_name }) => public_name ?? "?"))}`,
      ),
    ]),
  ],
};
