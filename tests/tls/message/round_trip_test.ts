import assert from "node:assert/strict";
import fc from "fast-check";
import { Reader } from "../../../src/bytes/mod.ts";
import { ExtensionType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { type Extension, readCertificateStatus } from "../../../src/tls/extension/mod.ts";
import {
  encodeClientHello,
  encodeClientKeyExchange,
  encodeEmptyCertificate,
  encodeEmptyCertificate12,
  encodeFinished,
  encodeKeyUpdate,
  readCertificate,
  readCertificate12,
  readCertificateRequest,
  readCertificateRequest12,
  readCertificateVerify,
  readClientHello,
  readClientKeyExchange,
  readEncryptedExtensions,
  readFinished,
  readHandshake,
  readKeyUpdate,
  readNewSessionTicket,
  readNewSessionTicket12,
  readServerHello,
  readServerKeyExchange,
} from "../../../src/tls/message/mod.ts";
import {
  certificateAuthorities,
  cookie,
  dheParams,
  ecdheParams,
  encodeCertificate,
  encodeCertificate12,
  encodeCertificateRequest,
  encodeCertificateRequest12,
  encodeCertificateStatus,
  encodeCertificateVerify,
  encodeEncryptedExtensions,
  encodeHelloRetryRequest,
  encodeNewSessionTicket,
  encodeNewSessionTicket12,
  encodeServerHello,
  encodeServerKeyExchange,
  selectedGroup,
  selectedVersion,
  signatureAlgorithms,
} from "../../support/scripted_server/messages.ts";

const octets = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });
const uint16 = fc.nat(0xffff);
const random = octets(32, 32);
/** Types without a codec, so that any content is well-formed. */
const extension = fc.tuple(fc.integer({ min: 0xee00, max: 0xeeff }), octets(0, 40));
const extensions = fc.array(extension, { maxLength: 5 });

const decode = <T>(bytes: Uint8Array, read: (reader: Reader) => T): T =>
  readHandshake(new Reader(bytes), read);

/** What is decoded, as plain values: views on the message compare by their octets. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_name, inner) => inner instanceof Uint8Array ? inner.toHex() : inner));

function same(actual: unknown, expected: unknown): void {
  assert.deepEqual(plain(actual), plain(expected));
}

const asExtensions = (list: readonly (readonly [number, Uint8Array])[]) =>
  list.map(([type, data]) => ({ type, data, value: null }));

Deno.test("a ClientHello says what was written", () => {
  fc.assert(fc.property(
    uint16,
    random,
    octets(0, 32),
    fc.array(uint16, { minLength: 1, maxLength: 40 }),
    fc.array(fc.nat(255), { minLength: 1, maxLength: 3 }),
    extensions,
    (legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, list) => {
      const fields = { legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods };
      const bytes = encodeClientHello({
        ...fields,
        writeExtensions: (writer) =>
          writer.scope(2, (block) => list.forEach(([type, data]) => block.uint16(type).vector(2, data))),
      });
      same(decode(bytes, readClientHello), { ...fields, extensions: asExtensions(list) });
    },
  ));
});

Deno.test("a ServerHello says what was written", () => {
  fc.assert(fc.property(
    uint16,
    random,
    octets(0, 32),
    uint16,
    fc.nat(255),
    extensions,
    (legacyVersion, random, legacySessionIdEcho, cipherSuite, legacyCompressionMethod, list) => {
      const fields = { legacyVersion, random, legacySessionIdEcho, cipherSuite };
      const bytes = encodeServerHello({
        ...fields,
        compressionMethod: legacyCompressionMethod,
        extensions: list,
      });
      same(decode(bytes, readServerHello), {
        ...fields,
        legacyCompressionMethod,
        isHelloRetryRequest: false,
        extensions: asExtensions(list),
      });
    },
  ));
});

Deno.test("EncryptedExtensions say what was written", () => {
  fc.assert(fc.property(extensions, (list) => {
    same(decode(encodeEncryptedExtensions(list), readEncryptedExtensions), {
      extensions: asExtensions(list),
    });
  }));
});

const certificates = fc.array(fc.tuple(octets(1, 50), extensions), { maxLength: 4 });

Deno.test("a Certificate says what was written, in either form", () => {
  fc.assert(fc.property(certificates, octets(0, 255), (list, certificateRequestContext) => {
    const entries = list.map(([certData, extensions]) => ({ certData, extensions }));
    same(decode(encodeCertificate(entries, certificateRequestContext), readCertificate), {
      certificateRequestContext,
      certificateList: list.map(([certData, extensions]) => ({
        certData,
        extensions: asExtensions(extensions),
      })),
    });
    same(decode(encodeCertificate12(list.map(([certData]) => certData)), readCertificate12), {
      certificateRequestContext: new Uint8Array(),
      certificateList: list.map(([certData]) => ({ certData, extensions: [] })),
    });
  }));
});

Deno.test("an empty Certificate is a list of none, with the context that was asked for", () => {
  fc.assert(fc.property(octets(0, 255), (certificateRequestContext) => {
    const empty = { certificateRequestContext, certificateList: [] };
    same(decode(encodeEmptyCertificate(certificateRequestContext), readCertificate), empty);
  }));
  same(decode(encodeEmptyCertificate12(), readCertificate12).certificateList, []);
});

Deno.test("a CertificateRequest of TLS 1.3 says what was written", () => {
  fc.assert(fc.property(
    octets(0, 255),
    fc.array(uint16, { minLength: 1, maxLength: 5 }),
    fc.array(octets(1, 20), { minLength: 1, maxLength: 5 }),
    extensions,
    (certificateRequestContext, schemes, authorities, list) => {
      const known = [signatureAlgorithms(schemes), certificateAuthorities(authorities)];
      const bytes = encodeCertificateRequest(certificateRequestContext, [...known, ...list]);
      const { extensions: decoded, ...request } = decode(bytes, readCertificateRequest);
      same(request, {
        certificateRequestContext,
        certificateTypes: [],
        signatureSchemes: schemes,
        certificateAuthorities: authorities,
      });
      same(decoded.slice(known.length), asExtensions(list));
    },
  ));
});

Deno.test("a CertificateStatus says what was written", () => {
  fc.assert(fc.property(octets(1, 600), (response) => {
    const OCSP = 1; // RFC 6066 §8
    same(decode(encodeCertificateStatus(response), readCertificateStatus), { statusType: OCSP, response });
  }));
});

Deno.test("a CertificateRequest of TLS 1.2 says what was written", () => {
  fc.assert(fc.property(
    fc.array(fc.nat(255), { minLength: 1, maxLength: 5 }),
    fc.array(uint16, { minLength: 1, maxLength: 5 }),
    fc.array(octets(1, 20), { maxLength: 5 }),
    (certificateTypes, signatureSchemes, certificateAuthorities) => {
      const bytes = encodeCertificateRequest12(certificateTypes, signatureSchemes, certificateAuthorities);
      same(decode(bytes, readCertificateRequest12(ProtocolVersion.TLS_1_2)), {
        certificateRequestContext: new Uint8Array(),
        certificateTypes,
        signatureSchemes,
        certificateAuthorities,
        extensions: [],
      });
    },
  ));
});

Deno.test("a CertificateVerify says what was written", () => {
  fc.assert(fc.property(uint16, octets(0, 600), (algorithm, signature) => {
    same(decode(encodeCertificateVerify(algorithm, signature), readCertificateVerify), {
      algorithm,
      signature,
    });
  }));
});

Deno.test("a ServerKeyExchange says what was written, and which octets are signed", () => {
  const { TLS_1_1, TLS_1_2 } = ProtocolVersion;
  fc.assert(fc.property(
    fc.option(uint16),
    octets(0, 100),
    uint16,
    octets(1, 255),
    octets(1, 300),
    (signatureScheme, signature, namedCurve, publicPoint, number) => {
      const version = signatureScheme === null ? TLS_1_1 : TLS_1_2;
      const signed = { signatureScheme, signature };
      const ecdhe = ecdheParams(namedCurve, publicPoint);
      const dhe = dheParams(number, publicPoint, number);
      same(
        decode(
          encodeServerKeyExchange(ecdhe, signatureScheme, signature),
          readServerKeyExchange("ECDHE", version),
        ),
        { parameters: { keyExchange: "ECDHE", namedCurve, publicPoint }, params: ecdhe, ...signed },
      );
      same(
        decode(
          encodeServerKeyExchange(dhe, signatureScheme, signature),
          readServerKeyExchange("DHE", version),
        ),
        { parameters: { keyExchange: "DHE", p: number, g: publicPoint, ys: number }, params: dhe, ...signed },
      );
    },
  ));
});

Deno.test("a ClientKeyExchange says what was written", () => {
  fc.assert(fc.property(fc.constantFrom("ECDHE", "DHE", "RSA"), octets(1, 255), (keyExchange, value) => {
    same(decode(encodeClientKeyExchange(keyExchange, value), readClientKeyExchange(keyExchange)), value);
  }));
});

Deno.test("Finished and KeyUpdate say what was written", () => {
  fc.assert(fc.property(octets(12, 64), fc.nat(255), (verifyData, requestUpdate) => {
    same(decode(encodeFinished(verifyData), readFinished(verifyData.length)), verifyData);
    same(decode(encodeKeyUpdate(requestUpdate), readKeyUpdate), requestUpdate);
  }));
});

Deno.test("a HelloRetryRequest says what was written, and is told from a ServerHello", () => {
  fc.assert(fc.property(uint16, uint16, octets(1, 60), (cipherSuite, group, octets) => {
    const bytes = encodeHelloRetryRequest({
      legacyVersion: ProtocolVersion.TLS_1_2,
      legacySessionIdEcho: octets.subarray(0, 32),
      cipherSuite,
      extensions: [selectedVersion(ProtocolVersion.TLS_1_3), selectedGroup(group), cookie(octets)],
    });
    const hello = decode(bytes, readServerHello);
    assert(hello.isHelloRetryRequest);
    same([hello.legacySessionIdEcho, hello.cipherSuite], [octets.subarray(0, 32), cipherSuite]);
    const find = (type: number) =>
      hello.extensions!.find((extension: Extension) => extension.type === type)!.value;
    same(find(ExtensionType.supported_versions), ProtocolVersion.TLS_1_3);
    same(find(ExtensionType.key_share), group);
    same(find(ExtensionType.cookie), octets);
  }));
});

Deno.test("a NewSessionTicket of TLS 1.2 says what was written", () => {
  fc.assert(fc.property(octets(0, 300), (ticket) => {
    const { ticket: decoded } = decode(encodeNewSessionTicket12(ticket), readNewSessionTicket12);
    same(decoded, ticket);
  }));
});

Deno.test("a NewSessionTicket says what was written", () => {
  const input = fc.record({
    ticketLifetime: fc.nat(604_800),
    ticketAgeAdd: fc.nat(2 ** 32 - 1),
    ticketNonce: octets(0, 255),
    ticket: octets(1, 300),
  });
  fc.assert(fc.property(input, extensions, (ticket, list) => {
    const bytes = encodeNewSessionTicket({ ...ticket, extensions: list });
    same(decode(bytes, readNewSessionTicket), { ...ticket, extensions: asExtensions(list) });
  }));
});
