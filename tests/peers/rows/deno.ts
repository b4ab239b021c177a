/** Deno's own server. It cannot be told a suite or a group, and chooses among what the client wants. */
import { type Row, tls13 } from "../row.ts";
import { deno } from "../tls_servers/mod.ts";

const usual = { suite: "TLS_AES_128_GCM_SHA256", group: "X25519MLKEM768" };

export const denos: readonly Row[] = [
  {
    server: deno,
    certificate: "ecdsa-p256",
    protocol: "https",
    configuration: "",
    expected: tls13({ ...usual, scheme: "ecdsa_secp256r1_sha256" }),
  },
  {
    server: deno,
    certificate: "rsa",
    protocol: "https",
    configuration: "http/1.1",
    expected: tls13({ ...usual, scheme: "rsa_pss_rsae_sha512", alpn: "http/1.1" }),
  },
];
