import assert from "node:assert/strict";
import * as tables from "../../src/registry/mod.ts";
import type { Registry } from "../../src/registry/mod.ts";

const registries = Object.entries(tables).filter((pair): pair is [string, Registry] => {
  const value: unknown = pair[1];
  return typeof value === "object" && value !== null && "codePoint" in value;
});

const twoOctets = new Set([
  "certificateCompressionAlgorithms",
  "cipherSuites",
  "extensionTypes",
  "hpkeAeads",
  "hpkeKdfs",
  "hpkeKems",
  "protocolVersions",
  "serviceParameterKeys",
  "signatureSchemes",
  "supportedGroups",
]);

const withoutGrease = new Set([
  "certificateCompressionAlgorithms",
  "hpkeAeads",
  "hpkeKdfs",
  "hpkeKems",
  "serviceParameterKeys",
]);

Deno.test("every table of the folder is exported", () => {
  const files = [...Deno.readDirSync(new URL("../../src/registry/", import.meta.url))]
    .map((file) => file.name.replace(/\.ts$/, ""))
    .filter((name) => !["mod", "registry", "code_point", "constants", "grease", "alerts"].includes(name));
  const exported = registries.map(([name]) => name).filter((name) => !/^alert/.test(name));
  assert.equal(exported.length, files.length);
  assert.ok(registries.some(([name]) => name === "alerts"));
  assert.ok(registries.some(([name]) => name === "alertLevels"));
});

for (const [name, table] of registries) {
  Deno.test(`${name}: code points are distinct and fit their field, names are distinct, references are public`, () => {
    const { entries } = table;
    assert.ok(entries.length > 0);
    assert.equal(new Set(entries.map((entry) => entry.value)).size, entries.length);
    assert.equal(new Set(entries.map((entry) => entry.name)).size, entries.length);
    const limit = twoOctets.has(name) ? 0xffff : 0xff;
    for (const entry of entries) {
      assert.ok(Number.isInteger(entry.value) && entry.value >= 0 && entry.value <= limit, entry.name);
      assert.match(entry.reference, /^(RFC \d{4,5}(, RFC \d{4,5})*|draft-[a-z0-9-]+|NIST SP .+|ETSI TS .+)$/);
      assert.equal(table.entry(entry.value), entry);
      assert.equal(table.codePoint(entry.value).name, entry.name);
    }
  });
}

Deno.test("a code point keeps the width of its field", () => {
  assert.deepEqual(tables.contentTypes.codePoint(22), { value: 22, hex: "0x16", name: "handshake" });
  assert.deepEqual(tables.handshakeTypes.codePoint(2), { value: 2, hex: "0x02", name: "server_hello" });
  assert.deepEqual(tables.extensionTypes.codePoint(0), { value: 0, hex: "0x0000", name: "server_name" });
  assert.deepEqual(tables.cipherSuites.codePoint(0x1301), {
    value: 4865,
    hex: "0x1301",
    name: "TLS_AES_128_GCM_SHA256",
  });
});

Deno.test("an unassigned code point keeps its number and has no name", () => {
  assert.deepEqual(tables.cipherSuites.codePoint(0xfefe), { value: 0xfefe, hex: "0xfefe", name: null });
  assert.deepEqual(tables.alerts.codePoint(255), { value: 255, hex: "0xff", name: null });
  assert.equal(tables.supportedGroups.entry(0), null);
});

Deno.test("a GREASE code point is named so wherever RFC 8701 sets one aside", () => {
  for (const [name, table] of registries) {
    const expected = twoOctets.has(name) && !withoutGrease.has(name) ? "GREASE" : null;
    assert.equal(table.codePoint(0x5a5a).name, expected, name);
  }
  assert.equal(tables.pskKeyExchangeModes.codePoint(0x2a).name, "GREASE");
  assert.equal(tables.contentTypes.codePoint(0x2a).name, null);
});
