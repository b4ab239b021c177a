/** Everything that a report can name is explained: what a rule, a step or a registry adds is missed here at once. */
import assert from "node:assert/strict";
import { explain, explainedNames, type Topic } from "../../src/explain/mod.ts";
import { cipherSuites } from "../../src/registry/mod.ts";
import { chainErrorCodes, stepErrorCodes, stepIds } from "../../src/report/mod.ts";
import { titles } from "../../src/rules/certificate_profile.ts";
import { attackTable } from "../../src/rules/deep/attacks/mod.ts";
import { stapleFaults } from "../../src/rules/stapled_ocsp.ts";

interface Emitted {
  readonly file: string;
  readonly id: string;
  readonly title: string | null;
  readonly references: readonly string[] | null;
}

/** The findings that rules make, as their sources have them. */
const emitted = [...rulesIn(new URL("../../src/rules/", import.meta.url))];

Deno.test("every finding that a rule makes is explained, in the rule's own title and with its references", () => {
  assert(emitted.length > 40);
  for (const { file, id, title, references } of emitted) {
    const topic = explain(id).find(({ kind }) => kind === "finding");
    assert.ok(topic, `${id} of ${file} is not explained: add it to src/explain/topics/findings/`);
    if (title !== null) assert.equal(topic.title, title, id);
    if (references !== null && !id.startsWith("certificate.")) {
      assert.deepEqual(topic.references, references, id);
    }
  }
});

Deno.test("nothing is explained as a finding that no rule makes", () => {
  const made = new Set([
    ...emitted.map(({ id }) => id),
    ...chainErrorCodes.map((code) => `certificate.${code}`),
    ...Object.keys(titles).map((rule) => `certificate.profile.${rule}`),
    ...Object.keys(stapleFaults).map((kind) => `ocsp.${kind}`),
  ]);
  const findings = explainedNames().flatMap(explain).filter(({ kind }) => kind === "finding");
  assert.deepEqual([...new Set(findings.map(({ id }) => id))].filter((id) => !made.has(id)), []);
  for (const id of made) assert.ok(explain(id).some(({ kind }) => kind === "finding"), id);
});

Deno.test("every step, every step's error and every chain's error is explained, with what to do", () => {
  for (
    const [ids, kind] of [[stepIds, "step"], [stepErrorCodes, "step error"], [
      chainErrorCodes,
      "chain error",
    ]] as const
  ) {
    for (const id of ids) {
      const topic = explain(id).find((topic) => topic.kind === kind);
      assert.ok(topic, `${kind} ${id}`);
      assert.ok(topic.remedy, `${kind} ${id} says what to do`);
    }
  }
});

Deno.test("every attack is explained, by its id and by its name", () => {
  for (const { id, name, references } of attackTable) {
    for (const query of [id, name]) {
      const topic = explain(query).find(({ kind }) => kind === "attack");
      assert.equal(topic?.title, name);
      assert.deepEqual(topic?.references, references);
    }
  }
});

Deno.test("every explanation is whole sentences, its remedy one without its period, and its references have their form", () => {
  for (
    const topic of new Map(
      explainedNames().flatMap(explain).map((topic) => [topic.kind + topic.id + topic.title, topic]),
    ).values()
  ) {
    assert.match(topic.explanation, /^[A-Z].*\.$/s, topic.id);
    assert.notEqual(topic.title, "");
    if (topic.remedy !== null) assert.match(topic.remedy, /^[A-Z].*[^.]$/, topic.id);
    for (const reference of topic.references) {
      assert.match(reference, /^(RFC \d{3,5}( §[\d.]+)?|CVE-|CA\/B|draft-|ETSI|IEEE|Chrome |\S+)/);
    }
  }
});

const asked: readonly (readonly [query: string, ...found: readonly string[]])[] = [
  ["3", "step authentication"],
  ["step 9", "step secure_channel"],
  ["Premaster secret", "step premaster_secret"],
  ["CLIENT_HELLO", "step client_hello", "code point 0x01"],
  ["dns", "step dns"],
  ["certificate.expired", "finding certificate.expired"],
  ["expired", "chain error expired"],
  ["bad_signature", "chain error bad_signature", "step error bad_signature"],
  ["bad_finished", "step error bad_finished"],
  ["0x1301", "code point 0x1301"],
  ["TLS_AES_128_GCM_SHA256", "code point 0x1301"],
  ["tls_aes_128_gcm_sha256", "code point 0x1301"],
  ["x25519", "code point 0x001d"],
  ["alert 40", "code point 0x28"],
  ["alert 0x28", "code point 0x28"],
  ["alerts handshake_failure", "code point 0x28"],
  ["handshake_failure", "code point 0x28"],
  ["group 0x11ec", "code point 0x11ec"],
  ["extension 43", "code point 0x002b"],
  ["TLS 1.3", "code point 0x0304"],
  ["40", "code point 0x0028", "code point 0x28", "code point 0x0028"],
  ["suite 0x0a0a", "code point 0x0a0a"],
  ["99999"],
  ["0x123456"],
  ["nothing at all"],
  [""],
  ["constructor"],
  ["__proto__"],
];

for (const [query, ...found] of asked) {
  Deno.test(`"${query}" is ${found.length === 0 ? "nothing" : found.join(" and ")}`, () => {
    assert.deepEqual(explain(query).map(({ kind, id }) => `${kind} ${id}`), found);
  });
}

Deno.test("a number that stands in several registries is told of each", () => {
  assert.deepEqual(explain("40").map(({ registry }) => registry), [
    "TLS Cipher Suites",
    "TLS Alerts",
    "TLS Supported Groups",
  ]);
});

Deno.test("what IANA discourages is to be turned off, and what it recommends is not", () => {
  for (const { name, recommended } of cipherSuites.entries) {
    const [topic] = explain(name) as [Topic];
    assert.equal(topic.remedy !== null, recommended === "D", name);
  }
});

/** Rules that put their ids together are left to the tables that they put them together from. */
function* rulesIn(folder: URL): Generator<Emitted> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    // The requirements of a profile are no findings.
    if (name === "profiles") continue;
    if (isDirectory) yield* rulesIn(new URL(`${name}/`, folder));
    else {
      const text = Deno.readTextFileSync(new URL(name, folder));
      const constants = new Map(
        [...text.matchAll(/const (\w+) = "([a-z_.0-9]+)";/g)].map(([, name, id]) => [name!, id!]),
      );
      for (const match of text.matchAll(/\bid: (?:"([a-z0-9_]+\.[a-z0-9_.]+)"|([A-Z_]+)),/g)) {
        const id = match[1] ?? constants.get(match[2]!) ?? identified(match[2]!);
        // Up to the next finding, or as far as one goes.
        const rest = text.slice(match.index + match[0].length).split(/\bid: /)[0]!.slice(0, 900);
        const references = /references: \[([^\]]*)\]/.exec(rest)?.[1];
        yield {
          file: name,
          id,
          title: /title: "([^"]*)"/.exec(rest)?.[1] ?? null,
          references: references === undefined || references.includes("...")
            ? null
            : [...references.matchAll(/"([^"]*)"/g)].map(([, reference]) => reference!),
        };
      }
    }
  }
}

/** A constant that another file of the rules has. */
function identified(name: string): string {
  const folder = new URL("../../src/rules/", import.meta.url);
  for (const file of Deno.readDirSync(folder)) {
    if (!file.isFile) continue;
    const found = new RegExp(`const ${name} = "([^"]+)"`).exec(
      Deno.readTextFileSync(new URL(file.name, folder)),
    );
    if (found !== null) return found[1]!;
  }
  throw new Error(`no rule says what ${name} is`);
}
