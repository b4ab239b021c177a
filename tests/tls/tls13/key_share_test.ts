import assert from "node:assert/strict";
import { concat, fromHex } from "../../../src/bytes/mod.ts";
import { ExtensionType, NamedGroup, supportedGroups } from "../../../src/registry/mod.ts";
import { evidenceOf } from "../../../src/tls/mod.ts";
import { offCurvePoint } from "../../support/scripted_server/key_agreement.ts";
import { addExtensions, removeExtension, serverShare } from "../../support/scripted_server/messages.ts";
import { type Expected, refuse } from "../support.ts";

const groups = [
  NamedGroup.X25519MLKEM768,
  NamedGroup.x25519,
  NamedGroup.x448,
  NamedGroup.secp256r1,
  NamedGroup.secp384r1,
  NamedGroup.ffdhe2048,
];

const unusable: Expected = { step: "premaster_secret", code: "bad_key_share", alert: "illegal_parameter" };

const zeros = (length: number) => new Uint8Array(length);
const compressedP256 = fromHex("03" + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");

/** RFC 7748 §6.1's points of small order on curve25519, which give zero whatever the private key. */
const smallOrder = [
  "01" + "00".repeat(31),
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

const shares: readonly (readonly [what: string, group: number, share: Uint8Array])[] = [
  ["of zeros", NamedGroup.x25519, zeros(32)],
  ["of zeros", NamedGroup.x448, zeros(56)],
  ["too short", NamedGroup.x25519, zeros(31).fill(9)],
  ["too long", NamedGroup.x25519, zeros(33).fill(9)],
  ["of one octet", NamedGroup.secp256r1, fromHex("00")],
  ["off the curve", NamedGroup.secp256r1, offCurvePoint(NamedGroup.secp256r1)],
  ["off the curve", NamedGroup.secp384r1, offCurvePoint(NamedGroup.secp384r1)],
  ["of zeros behind the 4", NamedGroup.secp256r1, concat(fromHex("04"), zeros(64))],
  ["compressed", NamedGroup.secp256r1, compressedP256],
  ["a compressed point filled up", NamedGroup.secp256r1, concat(compressedP256, zeros(32))],
  ["beyond the field", NamedGroup.secp256r1, concat(fromHex("04"), zeros(64).fill(255))],
  ["of zeros", NamedGroup.ffdhe2048, zeros(256)],
  ["1", NamedGroup.ffdhe2048, zeros(256).fill(1, 255)],
  ["beyond the prime", NamedGroup.ffdhe2048, zeros(256).fill(255)],
  ["without its leading zeros", NamedGroup.ffdhe2048, zeros(255).fill(1)],
  ["of the classical part alone", NamedGroup.X25519MLKEM768, zeros(32).fill(9)],
  ["whose classical part is of zeros", NamedGroup.X25519MLKEM768, zeros(1088 + 32)],
  ...smallOrder.map((hex) => ["of small order", NamedGroup.x25519, fromHex(hex)] as const),
];

for (const [what, group, share] of shares) {
  const name = supportedGroups.codePoint(group).name;
  Deno.test(`a key share of ${name} that is ${what} (${share.length} octets) is refused`, async () => {
    const { log } = await refuse(
      {
        group,
        alter: (turn, message) =>
          turn === "ServerHello"
            ? addExtensions(removeExtension(message, ExtensionType.key_share), serverShare(group, share))
            : message,
      },
      unusable,
      { offer: { groups, keyShares: [group] } },
    );
    assert.equal(evidenceOf(log, "premaster_secret"), null);
  });
}

for (
  const [what, group] of [
    ["a group without a share", NamedGroup.secp384r1],
    ["a group that was not offered", NamedGroup.secp521r1],
    ["a group that nobody knows", 0xeeee],
    ["a GREASE group", 0x5a5a],
  ] as const
) {
  Deno.test(`RFC 9846 §4.3.8: a key share of ${what} is refused`, async () => {
    await refuse(
      {
        alter: (turn, message) =>
          turn === "ServerHello"
            ? addExtensions(removeExtension(message, ExtensionType.key_share), serverShare(group, zeros(97)))
            : message,
      },
      { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" },
      {
        offer: { groups, keyShares: [NamedGroup.x25519] },
      },
    );
  });
}

Deno.test("an empty key_exchange is malformed", async () => {
  await refuse({
    alter: (turn, message) =>
      turn === "ServerHello"
        ? addExtensions(
          removeExtension(message, ExtensionType.key_share),
          serverShare(NamedGroup.x25519, zeros(0)),
        )
        : message,
  }, { step: "server_hello", code: "malformed_message", alert: "decode_error" });
});
