import { tls12Suite } from "../../tls/cipher_suite.ts";
import { suitesOf } from "./suites.ts";

/** Those of a version before TLS 1.3 that have this key exchange. */
export function suitesWith(keyExchange: "ECDHE" | "DHE", version: number): number[] {
  return suitesOf(version).filter((suite) => tls12Suite(suite)?.keyExchange === keyExchange);
}
