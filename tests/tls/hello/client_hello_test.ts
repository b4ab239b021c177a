import assert from "node:assert/strict";
import fc from "fast-check";
import { toHex } from "../../../src/bytes/mod.ts";
import { group } from "../../../src/crypto/mod.ts";
import { ExtensionType, isGrease, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import {
  applicationLayerProtocolNegotiation,
  cookie,
  ecPointFormats,
  find,
  keyShare,
  padding,
  pskKeyExchangeModes,
  recordSizeLimit,
  serverName,
  signatureAlgorithms,
  signatureAlgorithmsCert,
  supportedGroups,
  supportedVersions,
} from "../../../src/tls/extension/mod.ts";
import { buildClientHello, type ClientHelloInput } from "../../../src/tls/hello/build_client_hello.ts";
import { pickGrease } from "../../../src/tls/hello/grease.ts";
import { defaultOffer, type Offer } from "../../../src/tls/mod.ts";
import { testOffer } from "../support.ts";

const { TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3 } = ProtocolVersion;

const randomOctets = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const shares = await Promise.all(
  [NamedGroup.x25519, NamedGroup.secp256r1].map((each) => group(each)!.generate()),
);

function build(offer: Partial<Offer>, input: Partial<ClientHelloInput> = {}) {
  const whole = { ...testOffer, grease: false, ...offer };
  return buildClientHello({
    offer: whole,
    grease: whole.grease ? pickGrease(randomOctets) : null,
    random: randomOctets(32),
    legacySessionId: randomOctets(32),
    keyShares: shares,
    isSecond: false,
    cookie: null,
    psk: null,
    renegotiatedConnection: new Uint8Array(),
    encryptedClientHello: null,
    ...input,
  });
}

const uint16s = (minLength: number) => fc.uniqueArray(fc.nat(0xffff), { minLength, maxLength: 12 });
const label = fc.string({ minLength: 1, maxLength: 20, unit: "binary-ascii" });

Deno.test("a ClientHello says what its offer says, whatever that is", () => {
  const offers = fc.record({
    serverName: fc.option(label, { nil: null }),
    cipherSuites: uint16s(1),
    groups: uint16s(1),
    signatureSchemes: uint16s(1),
    signatureSchemesCert: fc.option(uint16s(1), { nil: null }),
    applicationProtocols: fc.array(label, { maxLength: 4 }),
    pskKeyExchangeModes: fc.uniqueArray(fc.nat(255), { maxLength: 3 }),
    ecPointFormats: fc.uniqueArray(fc.nat(255), { maxLength: 3 }),
    recordSizeLimit: fc.option(fc.nat(0xffff), { nil: null }),
  });
  fc.assert(fc.property(offers, (offer) => {
    const { clientHello: { cipherSuites, extensions } } = build(offer);
    const orNull = <T>(list: readonly T[]) => list.length === 0 ? null : list;
    assert.deepEqual(cipherSuites, offer.cipherSuites);
    const names = find(extensions, serverName, "ClientHello");
    assert.equal(names && new TextDecoder().decode(names[0]!.name), offer.serverName);
    assert.deepEqual(find(extensions, supportedGroups, "ClientHello"), offer.groups);
    assert.deepEqual(find(extensions, signatureAlgorithms, "ClientHello"), offer.signatureSchemes);
    assert.deepEqual(find(extensions, signatureAlgorithmsCert, "ClientHello"), offer.signatureSchemesCert);
    assert.deepEqual(
      find(extensions, applicationLayerProtocolNegotiation, "ClientHello"),
      orNull(offer.applicationProtocols),
    );
    assert.deepEqual(
      find(extensions, pskKeyExchangeModes, "ClientHello"),
      orNull(offer.pskKeyExchangeModes),
    );
    assert.deepEqual(find(extensions, ecPointFormats, "ClientHello"), orNull(offer.ecPointFormats));
    assert.equal(find(extensions, recordSizeLimit, "ClientHello"), offer.recordSizeLimit);
    assert.deepEqual(
      find(extensions, keyShare, "ClientHello")!.map(({ keyExchange }) => toHex(keyExchange)),
      shares.map(({ publicKey }) => toHex(publicKey)),
    );
  }));
});

const flags = {
  statusRequest: ExtensionType.status_request,
  signedCertificateTimestamp: ExtensionType.signed_certificate_timestamp,
  extendedMainSecret: ExtensionType.extended_main_secret,
  encryptThenMac: ExtensionType.encrypt_then_mac,
  renegotiationInfo: ExtensionType.renegotiation_info,
  sessionTicket: ExtensionType.session_ticket,
} as const;

for (const [name, type] of Object.entries(flags)) {
  Deno.test(`${name} is offered when it is to be, and not otherwise`, () => {
    const types = (value: boolean) => build({ [name]: value }).clientHello.extensions.map(({ type }) => type);
    assert(types(true).includes(type));
    assert(!types(false).includes(type));
  });
}

Deno.test("a protocol name of octets that are no text goes over the wire as it is", () => {
  const name = "\xff\x00\x80é";
  const { clientHello } = build({ applicationProtocols: [name] });
  assert.deepEqual(find(clientHello.extensions, applicationLayerProtocolNegotiation, "ClientHello"), [name]);
});

Deno.test("RFC 9846 §4.2.2: TLS 1.3 stands in supported_versions, and older versions in legacy_version too", () => {
  const versions = (list: readonly number[]) => {
    const { clientHello } = build({ versions: list });
    return [clientHello.legacyVersion, find(clientHello.extensions, supportedVersions, "ClientHello")];
  };
  assert.deepEqual(versions([TLS_1_3, TLS_1_2]), [TLS_1_2, [TLS_1_3, TLS_1_2]]);
  assert.deepEqual(versions([TLS_1_3]), [TLS_1_2, [TLS_1_3]]);
  assert.deepEqual(versions([TLS_1_2, TLS_1_1]), [TLS_1_2, null]);
  assert.deepEqual(versions([TLS_1_0]), [TLS_1_0, null]);
});

Deno.test("without TLS 1.3 there are no key shares", () => {
  const { clientHello } = build({ versions: [TLS_1_2] });
  assert.equal(find(clientHello.extensions, keyShare, "ClientHello"), null);
});

Deno.test("the cookie of a HelloRetryRequest is echoed, and there is none without one", () => {
  const octets = randomOctets(70);
  const { clientHello } = build({}, { cookie: octets, isSecond: true });
  assert.deepEqual(find(clientHello.extensions, cookie, "ClientHello"), octets);
  assert.equal(find(build({}).clientHello.extensions, cookie, "ClientHello"), null);
});

Deno.test("extensions stand in the order that is asked for, and those not named behind it", () => {
  const order = [ExtensionType.supported_versions, ExtensionType.key_share, ExtensionType.server_name];
  const types = build({ extensionOrder: order }).clientHello.extensions.map(({ type }) => type);
  assert.deepEqual(types.slice(0, 3), order);
  assert.deepEqual(types.toSorted(), build({}).clientHello.extensions.map(({ type }) => type).toSorted());
});

Deno.test("RFC 7685 §4: no ClientHello is 256 to 511 octets long when padding is asked for", () => {
  for (let length = 1; length <= 255; length++) {
    const { bytes, clientHello } = build({
      padding: true,
      serverName: "a".repeat(length),
      applicationProtocols: [],
    }, {
      keyShares: [],
    });
    const unpadded = build({ padding: false, serverName: "a".repeat(length), applicationProtocols: [] }, {
      keyShares: [],
    }).bytes.length;
    assert(bytes.length < 256 || bytes.length > 511);
    const isPadded = find(clientHello.extensions, padding, "ClientHello") !== null;
    assert.equal(isPadded, unpadded >= 256 && unpadded <= 511);
    if (isPadded) assert(bytes.length === 512 || unpadded > 508);
  }
});

Deno.test("RFC 8701 §3.1: GREASE stands among suites, groups, versions, shares and extensions", () => {
  for (let i = 0; i < 50; i++) {
    const { clientHello: { cipherSuites, extensions } } = build({ grease: true });
    assert(isGrease(cipherSuites[0]!));
    assert(isGrease(find(extensions, supportedGroups, "ClientHello")![0]!));
    assert(isGrease(find(extensions, supportedVersions, "ClientHello")![0]!));
    const [share] = find(extensions, keyShare, "ClientHello")!;
    assert(isGrease(share!.group) && share!.keyExchange.length === 1);
    assert.equal(share!.group, find(extensions, supportedGroups, "ClientHello")![0]);
    const greased = extensions.filter(({ type }) => isGrease(type));
    assert.equal(greased.length, 2);
    assert.notEqual(greased[0]!.type, greased[1]!.type, "no extension is there twice");
    assert.deepEqual([extensions[0], extensions.at(-1)], greased);
  }
});

Deno.test("without GREASE there is none", () => {
  const { clientHello: { cipherSuites, extensions } } = build({ grease: false });
  assert(![...cipherSuites, ...extensions.map(({ type }) => type)].some(isGrease));
});

Deno.test("the ordinary offer sends shares for groups that it offers, in the same order", () => {
  const { groups, keyShares } = defaultOffer("server.example", []);
  assert.deepEqual(keyShares, groups.filter((group) => keyShares.includes(group)));
});
