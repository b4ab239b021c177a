/** The finite-field groups of RFC 7919, as TLS 1.3 uses them. */
import { finiteFieldKeyPair } from "./finite_field.ts";
import { Implementations } from "./implementation.ts";
import type { KeyAgreement, KeyAgreementAlgorithm } from "./key_agreement.ts";
import { publishedPrimes } from "./published_primes.ts";

const GENERATOR = 2n;

/** Shares and secrets are as long as the prime (RFC 8446 §4.2.8.1, §7.4.1). */
export function ffdhe(bits: number): KeyAgreementAlgorithm {
  const name = `ffdhe${bits}`;
  const implementations = new Implementations<KeyAgreement>(name, {
    name: "own",
    load() {
      const prime = publishedPrimes.find((each) => each.name === name)!.prime();
      return {
        // deno-lint-ignore require-await -- what it throws must become a rejection
        async generate() {
          const pair = finiteFieldKeyPair(prime, GENERATOR, randomOctets);
          return {
            publicKey: pair.publicKey,
            // deno-lint-ignore require-await
            deriveSharedSecret: async (serverShare) => pair.deriveSharedSecret(serverShare),
          };
        },
      };
    },
  });
  return {
    name,
    kind: "DHE",
    bits,
    clientShareLength: bits / 8,
    serverShareLength: bits / 8,
    implementations,
  };
}

const randomOctets = (length: number) => crypto.getRandomValues(new Uint8Array(length));
