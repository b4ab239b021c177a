import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { element, printableString, sequence, utf8String } from "../../src/demo/der.ts";
import { distinguishedName, type NameInput } from "../../src/demo/names.ts";
import { DerReader } from "../../src/x509/der/reader.ts";
import { canonicalText } from "../../src/x509/name/canonical.ts";
import { readGeneralName } from "../../src/x509/name/general_name.ts";
import { mailbox } from "../../src/x509/name/mailbox.ts";
import { readName } from "../../src/x509/name/name.ts";
import { nameText, shortName } from "../../src/x509/name/text.ts";

const nameOf = (input: NameInput) => readName(DerReader.over(distinguishedName(input)), "subject");
const sameName = (a: NameInput, b: NameInput) => nameOf(a).key === nameOf(b).key;

Deno.test("names are written as in RFC 4514 §4", () => {
  assert.equal(
    nameText(
      nameOf([{ type: "DC", value: "net" }, { type: "DC", value: "example" }, {
        type: "0.9.2342.19200300.100.1.1",
        value: "jsmith",
      }]),
    ),
    "UID=jsmith,DC=example,DC=net",
  );
  assert.equal(
    nameText(
      nameOf([{ type: "DC", value: "net" }, { type: "DC", value: "example" }, {
        type: "CN",
        value: 'James "Jim" Smith, III',
      }]),
    ),
    'CN=James \\"Jim\\" Smith\\, III,DC=example,DC=net',
  );
  assert.equal(
    nameText(nameOf([{ type: "1.3.6.1.4.1.1466.0", value: fromHex("04024869") }])),
    "1.3.6.1.4.1.1466.0=#04024869",
  );
  assert.equal(nameText(nameOf([{ type: "CN", value: " a " }])), "CN=\\ a\\ ");
  assert.equal(nameText(nameOf([{ type: "CN", value: "#a" }])), "CN=\\#a");
  assert.equal(nameText(nameOf([{ type: "CN", value: "a\0b" }])), "CN=a\\00b");
  assert.equal(nameText(nameOf([])), "");
});

Deno.test("a relative name of several attributes is joined with a plus", () => {
  const attribute = (oid: string, value: string) => sequence(fromHex(oid), utf8String(value));
  const der = sequence(
    element(0x31, Uint8Array.of(...attribute("060355040b", "Sales"), ...attribute("0603550403", "J. Smith"))),
  );
  assert.equal(nameText(nameOf(der)), "OU=Sales+CN=J. Smith");
});

Deno.test("a certificate is called by its common name, else its unit or organization, and never at length", () => {
  assert.equal(shortName(nameOf({ O: "Example", CN: "Root" })), "Root");
  assert.equal(shortName(nameOf({ O: "Example", OU: "Web" })), "Web");
  assert.equal(shortName(nameOf({ C: "XX", O: "Example" })), "Example");
  assert.equal(shortName(nameOf({ C: "XX" })), "C=XX");
  assert.equal(shortName(nameOf("x".repeat(5000))).length, 201);
});

Deno.test("names are the same whatever the case, the white space and the string type (RFC 5280 §7.1)", () => {
  assert.ok(sameName("Example Root", "EXAMPLE  root"));
  assert.ok(sameName("Example Root", " Example Root "));
  assert.ok(
    sameName([{ type: "CN", value: printableString("Root") }], [{ type: "CN", value: utf8String("Root") }]),
  );
  assert.ok(sameName("Müller", "MÜLLER"));
  assert.ok(sameName("\u212bngstr\u00f6m", "\u00e5ngstr\u00f6m"), "compatibility forms");
  assert.ok(!sameName("Example Root", "ExampleRoot"));
  assert.ok(!sameName({ O: "Example" }, { OU: "Example" }));
  assert.ok(!sameName({ O: "A", CN: "B" }, { CN: "B", O: "A" }), "the order counts");
});

Deno.test("no value can pose as another name's parts", () => {
  assert.ok(
    !sameName([{ type: "CN", value: 'a"\n2.5.4.3="b' }], [{ type: "CN", value: "a" }, {
      type: "CN",
      value: "b",
    }]),
  );
  assert.ok(!sameName([{ type: "CN", value: "#0c0161" }], [{ type: "CN", value: fromHex("0a0161") }]));
});

Deno.test("each form of GeneralName is read (RFC 5280 §4.2.1.6)", () => {
  const read = (hex: string) => readGeneralName(DerReader.over(fromHex(hex)));
  assert.deepEqual(read("8103 614062"), { kind: "rfc822Name", text: "a@b" });
  assert.deepEqual(read("8201 61"), { kind: "dNSName", text: "a" });
  assert.deepEqual(read("8603 613a62"), { kind: "uniformResourceIdentifier", text: "a:b" });
  assert.deepEqual(read("8704 c0000201"), { kind: "iPAddress", bytes: fromHex("c0000201") });
  assert.deepEqual(read("8802 2a03"), { kind: "registeredID", type: "1.2.3" });
  assert.deepEqual(read("a008 06022a03 a0020500"), { kind: "otherName", type: "1.2.3" });
  assert.equal(read("a302 0500").kind, "x400Address");
  assert.equal(read("a502 0500").kind, "ediPartyName");
  assert.equal(read("a402 3000").kind, "directoryName");
  assert.throws(() => read("8901 61"), /not a GeneralName/);
  assert.throws(() => read("0c01 61"), /not a GeneralName/);
  assert.throws(() => read("a004 06022a03"), /"value" is missing/);
});

Deno.test("a mailbox has one local part and one host (RFC 2821 §4.1.2)", () => {
  assert.deepEqual(mailbox("Joe.Doe@Example.COM"), { local: "Joe.Doe", host: "example.com" });
  assert.deepEqual(mailbox('"a@b c"@example.com'), { local: '"a@b c"', host: "example.com" });
  assert.notEqual(mailbox("user*@example.com"), null);
  for (
    const text of [
      "",
      "a",
      "@b",
      "a@",
      "a@b@c",
      "a b@c",
      ".a@b",
      "a..b@c",
      'a"b@c',
      "a@b_c",
      "a@[192.0.2.1]",
      "Joe <a@b>",
    ]
  ) {
    assert.equal(mailbox(text), null, text);
  }
});

Deno.test("UAX #15 §13: thirty marks on a letter are put in order, more are left as they are", () => {
  const [one, other] = ["\u0300\u0316", "\u0316\u0300"] as const;
  assert.equal(
    canonicalText(`A${one.repeat(15)}`),
    canonicalText(`a${"\u0316".repeat(15)}${"\u0300".repeat(15)}`),
  );
  assert.notEqual(canonicalText(`a${one.repeat(16)}`), canonicalText(`a${other.repeat(16)}`));
});
