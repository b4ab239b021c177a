/** Facts of a deep check, typed by hand, and what the rules make of them. */
import { noFacts } from "../../../src/probes/mod.ts";
import {
  cipherSuites,
  protocolVersions,
  signatureAndHashAlgorithm,
  supportedGroups,
} from "../../../src/registry/mod.ts";
import type { CodePoint, DeepFacts, Finding, Target } from "../../../src/report/mod.ts";
import { deepFindings } from "../../../src/rules/deep/mod.ts";
import type { RuleInput } from "../../../src/rules/mod.ts";
import { passing } from "../../support/report_samples.ts";
import { inputFrom } from "../support.ts";

export type SomeFacts = Partial<DeepFacts>;

export const smtp: Target = {
  ...passing.target,
  input: "smtp://mx.example.com",
  hostname: "mx.example.com",
  port: 25,
  protocol: "smtp",
  starttls: "smtp",
  server_name: "mx.example.com",
};

export function facts(some: SomeFacts): DeepFacts {
  return { ...noFacts(), ...some };
}

export function findings(some: SomeFacts, overrides: Partial<RuleInput> = {}): readonly Finding[] {
  return deepFindings(inputFrom(passing, { deep: deep(some), ...overrides }));
}

/** By id, how severe. */
export function judged(some: SomeFacts, overrides: Partial<RuleInput> = {}): Record<string, string> {
  return Object.fromEntries(findings(some, overrides).map(({ id, severity }) => [id, severity]));
}

export function deep(some: SomeFacts): NonNullable<RuleInput["deep"]> {
  return { probes: [], facts: facts(some) };
}

export function version(name: string): CodePoint {
  const value = [0x0002, 0x0300, 0x0301, 0x0302, 0x0303, 0x0304].find((value) =>
    protocolVersions.codePoint(value).name === name
  );
  if (value === undefined) throw new Error(`There is no ${name}`);
  return protocolVersions.codePoint(value);
}

/** By name, whether it is accepted. */
export function versions(accepted: Readonly<Record<string, boolean | null>>): SomeFacts {
  return {
    protocol_versions: {
      versions: Object.entries(accepted).map(([name, accepted]) => ({
        version: version(name),
        accepted,
        refusal: null,
      })),
      ssl2_cipher_kinds: null,
      tolerance: [],
    },
  };
}

interface Listing {
  readonly complete?: boolean;
  readonly preference?: "server" | "client" | "unknown";
}

/** By version, the suites of it. */
export function suites(
  accepted: Readonly<Record<string, readonly string[]>>,
  { complete = true, preference = "server" }: Listing = {},
): SomeFacts {
  return {
    cipher_suites: {
      versions: Object.entries(accepted).map(([name, suites]) => ({
        version: version(name),
        preference,
        prioritizes_chacha20: null,
        suites: suites.map((name) => ({ cipher_suite: suite(name), named_group: null, finite_field: null })),
        complete,
      })),
    },
  };
}

export function suite(name: string): CodePoint {
  return cipherSuites.codePoint(cipherSuites.entries.find((entry) => entry.name === name)!.value);
}

export function groups(...names: readonly string[]): SomeFacts {
  return {
    named_groups: {
      versions: [{
        version: version("TLS 1.2"),
        preference: "server",
        groups: names.map((name) =>
          supportedGroups.codePoint(supportedGroups.entries.find((entry) => entry.name === name)!.value)
        ),
        complete: true,
        not_offered: null,
      }],
      finite_fields: [],
    },
  };
}

export function finiteFields(...fields: readonly { bits: number; name: string | null }[]): SomeFacts {
  const finite_fields = fields.map((field) => ({ ...field, groups_offered: true }));
  return { named_groups: { versions: [], finite_fields } };
}

export function signatures(...values: readonly number[]): SomeFacts {
  return {
    signature_schemes: {
      versions: [{
        version: version("TLS 1.2"),
        preference: "server",
        schemes: values.map(signatureAndHashAlgorithm),
        complete: true,
        not_offered: null,
      }],
    },
  };
}

export function extensions(
  some: Partial<NonNullable<DeepFacts["extensions"]>>,
): SomeFacts {
  return {
    extensions: {
      extended_main_secret: null,
      encrypt_then_mac: null,
      record_size_limit: null,
      client_certificate: null,
      ...some,
    },
  };
}

export const gcm = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
export const cbc = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";
export const staticRsa = "TLS_RSA_WITH_AES_128_GCM_SHA256";

/** TLS 1.2 and 1.3 as Mozilla's guideline 6.0 has them. */
export const modern: SomeFacts = {
  ...versions({
    "TLS 1.3": true,
    "TLS 1.2": true,
    "TLS 1.1": false,
    "TLS 1.0": false,
    "SSL 3.0": false,
    "SSL 2.0": false,
  }),
  ...suites({ "TLS 1.3": ["TLS_AES_128_GCM_SHA256"], "TLS 1.2": [gcm] }),
};
