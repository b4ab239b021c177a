import assert from "node:assert/strict";
import { hexOf } from "./happy_scripts.ts";
import { testRefusals } from "./refusals.ts";
import { close, converse } from "./scripted_peer.ts";

/** Octets from hex, with spaces where a reader wants them. */
const hex = (text: string) => Uint8Array.fromHex(text.replaceAll(" ", ""));

Deno.test("ldap: the request is the StartTLS of RFC 4511 §4.14.1", async () => {
  const { sent } = await converse("ldap", [/20037/, hex("300c 020101 7807 0a0100 0400 0400")]);
  assert.equal(sent.toHex(), "301d 020101 7718 8016".replaceAll(" ", "") + hexOf("1.3.6.1.4.1.1466.20037"));
});

Deno.test("ldap: lengths of four octets, as Active Directory writes them, are read", async () => {
  const { failure } = await converse("ldap", [
    /20037/,
    hex(
      "308400000028 020101 78840000001f 0a0100 0400 0400 8a16" + hexOf("1.3.6.1.4.1.1466.20037"),
    ),
  ]);
  assert.equal(failure, null);
});

testRefusals("ldap", [
  {
    what: "protocolError says that the server does not do StartTLS",
    script: [/20037/, hex(`3022 020101 781d 0a0102 0400 0416${hexOf("unsupported extended o")}`)],
    code: "starttls_not_offered",
    message: /does not know "StartTLS.*": "2 protocolError: unsupported extended o"/,
  },
  {
    what: "another result code is a refusal, with the server's own words",
    script: [/20037/, hex(`301b 020101 7816 0a0134 0400 040f${hexOf("TLS not started")}`)],
    code: "starttls_failed",
    message: /refused "StartTLS.*": "52 unavailable: TLS not started"/,
  },
  {
    what: "a result code without a name is shown as its number",
    script: [/20037/, hex("300d 020101 7808 0a020118 0400 0400")],
    code: "starttls_failed",
    message: /"280"/,
  },
  {
    what: "a notice of disconnection turns us away",
    script: [
      /20037/,
      hex(`3024 020100 781f 0a0134 0400 0400 8a16${hexOf("1.3.6.1.4.1.1466.20036")}`),
      close,
    ],
    code: "starttls_failed",
    message: /turned the connection away: "52 unavailable"/,
  },
  {
    what: "an answer to a message that was not sent is no consent",
    script: [/20037/, hex("300c 020107 7807 0a0100 0400 0400"), close],
    code: "not_tls",
    message: /does not speak LDAP/,
  },
  {
    what: "a bind response is no consent",
    script: [/20037/, hex("300c 020101 6107 0a0100 0400 0400"), close],
    code: "not_tls",
    message: /LDAP/,
  },
  {
    what: "an element longer than what holds it is malformed",
    script: [/20037/, hex("300c 020101 7808 0a0100 0400 0400"), close],
    code: "not_tls",
    message: /LDAP/,
  },
  {
    what: "an absurd length is not waited for",
    script: [/20037/, hex("3084 7fffffff")],
    code: "not_tls",
    message: /LDAP/,
  },
  {
    what: "an indefinite length is refused",
    script: [/20037/, hex("3080 020101 7807 0a0100 0400 0400 0000"), close],
    code: "not_tls",
    message: /LDAP/,
  },
]);
