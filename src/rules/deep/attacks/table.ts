/** The attacks: what each needs of a configuration, and what of the software beside it. One row an attack. */
import type { Attack } from "../../../report/mod.ts";
import * as conditions from "./conditions.ts";
import { type Condition, either } from "./condition.ts";

export type AttackId = Attack["id"];

export interface AttackRow {
  readonly id: AttackId;
  readonly name: string;
  /** What it needs of the configuration, and what comes of it: in sentences. */
  readonly says: string;
  readonly needs: string;
  /** All of them. */
  readonly conditions: readonly Condition[];
  /** What it needs of the server's software too, that no configuration tells. */
  readonly besides: string | null;
  /** What takes it away. */
  readonly remedy: string;
  readonly references: readonly string[];
}

export const attackTable: readonly AttackRow[] = [
  {
    id: "drown",
    name: "DROWN",
    says:
      "With SSL 2.0 somewhere, an RSA key opens what was recorded of TLS with the same key, even of another server.",
    needs: "SSL 2.0, on any server with the same RSA key",
    conditions: [conditions.ssl2],
    besides: null,
    remedy: "Turn off SSL 2.0 wherever the key is used",
    references: ["CVE-2016-0800", "RFC 6176"],
  },
  {
    id: "poodle",
    name: "POODLE",
    says:
      "SSL 3.0 does not protect the padding of CBC: who can make a browser send requests guesses a cookie octet by octet.",
    needs: "SSL 3.0 with a CBC suite",
    conditions: [conditions.ssl3WithCbc],
    besides: null,
    remedy: "Turn off SSL 3.0",
    references: ["CVE-2014-3566", "RFC 7568"],
  },
  {
    id: "beast",
    name: "BEAST",
    says:
      "In TLS 1.0 the initialization vector of a CBC record is known beforehand; who can make a browser send requests guesses what they hold. Browsers split records against it.",
    needs: "TLS 1.0 with a CBC suite",
    conditions: [conditions.tls10WithCbc],
    besides: "A client that does not split its records (1/n-1)",
    remedy: "Turn off TLS 1.0",
    references: ["CVE-2011-3389", "RFC 7457 §2.3"],
  },
  {
    id: "crime",
    name: "CRIME",
    says:
      "Where what is encrypted is compressed first, its length tells what it has in common with what an attacker can add to it.",
    needs: "TLS-level compression",
    conditions: [conditions.compression],
    besides: null,
    remedy: "Turn off TLS-level compression",
    references: ["CVE-2012-4929", "RFC 7457 §2.6"],
  },
  {
    id: "rc4",
    name: "RC4 biases",
    says: "RC4's keystream is not random: what is sent often enough, such as a cookie, can be read.",
    needs: "A suite with RC4",
    conditions: [conditions.rc4],
    besides: null,
    remedy: "Turn off every suite with RC4",
    references: ["CVE-2013-2566", "CVE-2015-2808", "RFC 7465"],
  },
  {
    id: "sweet32",
    name: "SWEET32",
    says:
      "A cipher with blocks of 64 bits repeats itself after some 32 GB under one key; a long connection gives a cookie away.",
    needs: "A suite with 3DES, or another cipher with blocks of 64 bits",
    conditions: [conditions.smallBlocks],
    besides: "Connections that stay open for hundreds of gigabytes",
    remedy: "Turn off every suite with 3DES, DES, IDEA or RC2",
    references: ["CVE-2016-2183"],
  },
  {
    id: "freak",
    name: "FREAK",
    says:
      "An RSA_EXPORT key of 512 bits is factored within hours, and old clients take one that they did not ask for.",
    needs: "A suite with RSA_EXPORT",
    conditions: [conditions.rsaExport],
    besides: "A client that takes a weaker key than it asked for",
    remedy: "Turn off every EXPORT suite",
    references: ["CVE-2015-0204"],
  },
  {
    id: "logjam",
    name: "Logjam",
    says:
      "A Diffie-Hellman prime of 512 bits is broken at once, and one of 1024 bits by those who can pay; where many servers share it, all of them at once.",
    needs: "A suite with DHE_EXPORT, or DHE over a prime of 1024 bits or fewer",
    conditions: [either(conditions.dheExport, conditions.breakablePrime)],
    besides: null,
    remedy: "Turn off DHE, or give it a prime of 2048 bits or more",
    references: ["CVE-2015-4000", "RFC 9325 §4.5"],
  },
  {
    id: "lucky13",
    name: "Lucky Thirteen",
    says:
      "Where CBC is authenticated before it is encrypted, the time that a bad record takes can tell of its padding, and that of what it holds.",
    needs: "A CBC suite without encrypt-then-MAC",
    conditions: [conditions.cbc, conditions.noEncryptThenMac],
    besides: "An implementation whose time depends on the padding",
    remedy: "Turn off the suites with CBC, or use a TLS library that has encrypt-then-MAC",
    references: ["CVE-2013-0169", "RFC 7366", "RFC 9325 §4.2"],
  },
  {
    id: "robot",
    name: "ROBOT",
    says:
      "A server that answers a badly padded RSA secret otherwise than a good one decrypts, question by question, what was recorded, or signs in its own name.",
    needs: "A suite with static RSA",
    conditions: [conditions.staticRsa],
    besides: "An implementation that tells bad padding from good",
    remedy: "Turn off every suite that begins with TLS_RSA_",
    references: ["CVE-2017-13099", "RFC 10015 §4"],
  },
  {
    id: "raccoon",
    name: "Raccoon",
    says:
      "Leading zeros of a Diffie-Hellman secret are cut off before it is hashed, which can be timed; with a key that is used again, the secret comes out.",
    needs: "DHE with a key that is used again, or static Diffie-Hellman, in TLS 1.2 or older",
    conditions: [either(conditions.reusedDheKey, conditions.staticDh)],
    besides: "Exact measurements of the server's time",
    remedy: "Turn off DHE, or have the server make a new key for each connection",
    references: ["CVE-2020-1968", "RFC 9325 §7.4"],
  },
  {
    id: "renegotiation",
    name: "Renegotiation attack",
    says:
      "Where renegotiation is not bound to the connection, an attacker's first words become the beginning of what the client says.",
    needs: "Renegotiation without renegotiation_info, at a client's request",
    conditions: [conditions.unsecuredRenegotiation, conditions.clientRenegotiation],
    besides: null,
    remedy: "Update the server's TLS library, and refuse renegotiation",
    references: ["CVE-2009-3555", "RFC 5746"],
  },
  {
    id: "sloth",
    name: "SLOTH",
    says:
      "Two handshakes with the same MD5 hash can be made in hours: then the signature under one fits the other.",
    needs: "Signatures with MD5 in TLS 1.2",
    conditions: [conditions.md5Signature],
    besides: "A client that takes them",
    remedy: "Sign with SHA-256 or better only",
    references: ["CVE-2015-7575", "RFC 9155"],
  },
];
