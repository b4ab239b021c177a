/** One message of every kind as a peer may send it, with the decoder that is to read it. */
import { fromHex, type Reader } from "../../../src/bytes/mod.ts";
import { HandshakeType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { readCertificateStatus } from "../../../src/tls/extension/mod.ts";
import {
  encodeClientHello,
  encodeClientKeyExchange,
  encodeFinished,
  encodeHandshake,
  encodeKeyUpdate,
  readAnonymousKeyExchange,
  readCertificate,
  readCertificate12,
  readCertificateRequest,
  readCertificateRequest12,
  readCertificateVerify,
  readClientHello,
  readClientKeyExchange,
  readCompressedCertificate,
  readEmptyBody,
  readEncryptedExtensions,
  readFinished,
  readKeyUpdate,
  readNewSessionTicket,
  readNewSessionTicket12,
  readRawPublicKey,
  readRawPublicKey12,
  readServerHello,
  readServerKeyExchange,
} from "../../../src/tls/message/mod.ts";
import {
  certificateAuthorities,
  certificateStatus,
  cookie,
  data,
  dheParams,
  ecdheParams,
  encodeCertificate,
  encodeCertificate12,
  encodeCertificateRequest,
  encodeCertificateRequest12,
  encodeCertificateStatus,
  encodeCertificateVerify,
  encodeCompressedCertificate,
  encodeEmpty,
  encodeEncryptedExtensions,
  encodeHelloRetryRequest,
  encodeNewSessionTicket,
  encodeNewSessionTicket12,
  encodeRawPublicKey12,
  encodeServerHello,
  encodeServerKeyExchange,
  selectedGroup,
  selectedProtocol,
  selectedVersion,
  serverShare,
  signatureAlgorithms,
  signedCertificateTimestamps,
} from "../../support/scripted_server/messages.ts";

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly read: (reader: Reader) => unknown;
  /** Lengths of the body at which a message of this kind may end too. */
  readonly alsoWhole?: readonly number[];
}

const octets = (length: number) => Uint8Array.from({ length }, (_, i) => i + 1);
const { TLS_1_1, TLS_1_2, TLS_1_3 } = ProtocolVersion;

const hello = {
  legacyVersion: TLS_1_2,
  random: octets(32),
  legacySessionIdEcho: octets(32),
  cipherSuite: 0x1301,
};
/** Octets of a ServerHello's body in front of its extensions: RFC 5246 §7.4.1.3 lets it end there. */
const SERVER_HELLO_WITHOUT_EXTENSIONS = 2 + 32 + 33 + 2 + 1;

const params = { ecdhe: ecdheParams(29, octets(32)), dhe: dheParams(octets(128), octets(1), octets(128)) };

export const samples: readonly Sample[] = [
  {
    name: "ClientHello",
    bytes: encodeClientHello({
      legacyVersion: TLS_1_2,
      random: octets(32),
      legacySessionId: octets(32),
      cipherSuites: [0x1301, 0xeeee],
      legacyCompressionMethods: [0],
      writeExtensions: (writer) =>
        writer.scope(
          2,
          (block) => block.uint16(43).vector(2, fromHex("020304")).uint16(0xeeee).vector(2, octets(2)),
        ),
    }),
    read: readClientHello,
    alsoWhole: [2 + 32 + 33 + 6 + 2],
  },
  {
    name: "ServerHello",
    bytes: encodeServerHello({
      ...hello,
      extensions: [selectedVersion(TLS_1_3), serverShare(29, octets(32))],
    }),
    read: readServerHello,
    alsoWhole: [SERVER_HELLO_WITHOUT_EXTENSIONS],
  },
  {
    name: "HelloRetryRequest",
    bytes: encodeHelloRetryRequest({
      ...hello,
      extensions: [selectedVersion(TLS_1_3), selectedGroup(23), cookie(octets(9))],
    }),
    read: readServerHello,
    alsoWhole: [SERVER_HELLO_WITHOUT_EXTENSIONS],
  },
  {
    name: "EncryptedExtensions",
    bytes: encodeEncryptedExtensions([selectedProtocol("h2"), [0xeeee, octets(3)]]),
    read: readEncryptedExtensions,
  },
  {
    name: "CertificateRequest",
    bytes: encodeCertificateRequest(octets(3), [
      signatureAlgorithms([0x0403]),
      certificateAuthorities([octets(4)]),
    ]),
    read: readCertificateRequest,
  },
  {
    name: "CertificateRequest of TLS 1.2",
    bytes: encodeCertificateRequest12([1, 64], [0x0403], [octets(4)]),
    read: readCertificateRequest12(TLS_1_2),
  },
  {
    name: "CertificateRequest of TLS 1.1",
    bytes: encodeCertificateRequest12([1, 64], null, [octets(4)]),
    read: readCertificateRequest12(TLS_1_1),
  },
  {
    name: "Certificate",
    bytes: encodeCertificate([
      {
        certData: octets(20),
        extensions: [[5, certificateStatus(octets(5))], signedCertificateTimestamps([octets(3)])],
      },
      { certData: octets(10) },
    ], octets(2)),
    read: readCertificate,
  },
  {
    name: "Certificate with a raw public key",
    bytes: encodeCertificate([{ certData: octets(20) }]),
    read: readRawPublicKey,
  },
  {
    name: "Certificate of TLS 1.2 with a raw public key",
    bytes: encodeRawPublicKey12(octets(20)),
    read: readRawPublicKey12,
  },
  {
    name: "CompressedCertificate",
    bytes: encodeCompressedCertificate(2, 300, octets(40)),
    read: readCompressedCertificate,
  },
  {
    name: "Certificate of TLS 1.2",
    bytes: encodeCertificate12([octets(20), octets(10)]),
    read: readCertificate12,
  },
  { name: "CertificateStatus", bytes: encodeCertificateStatus(octets(5)), read: readCertificateStatus },
  {
    name: "CertificateVerify",
    bytes: encodeCertificateVerify(0x0403, octets(70)),
    read: readCertificateVerify,
  },
  {
    name: "ServerKeyExchange for ECDHE",
    bytes: encodeServerKeyExchange(params.ecdhe, 0x0403, octets(70)),
    read: readServerKeyExchange("ECDHE", TLS_1_2),
  },
  {
    name: "ServerKeyExchange for ECDHE of TLS 1.1",
    bytes: encodeServerKeyExchange(params.ecdhe, null, octets(70)),
    read: readServerKeyExchange("ECDHE", TLS_1_1),
  },
  {
    name: "ServerKeyExchange for DHE",
    bytes: encodeServerKeyExchange(params.dhe, 0x0401, octets(128)),
    read: readServerKeyExchange("DHE", TLS_1_2),
  },
  {
    name: "ServerKeyExchange for ECDH_anon",
    bytes: encodeHandshake(HandshakeType.server_key_exchange, (writer) => writer.opaque(params.ecdhe)),
    read: readAnonymousKeyExchange("ECDHE"),
  },
  {
    name: "ServerKeyExchange for DH_anon",
    bytes: encodeHandshake(HandshakeType.server_key_exchange, (writer) => writer.opaque(params.dhe)),
    read: readAnonymousKeyExchange("DHE"),
  },
  {
    name: "ClientKeyExchange for ECDHE",
    bytes: encodeClientKeyExchange("ECDHE", octets(32)),
    read: readClientKeyExchange("ECDHE"),
  },
  {
    name: "ClientKeyExchange for DHE",
    bytes: encodeClientKeyExchange("DHE", octets(128)),
    read: readClientKeyExchange("DHE"),
  },
  {
    name: "ClientKeyExchange for RSA",
    bytes: encodeClientKeyExchange("RSA", octets(128)),
    read: readClientKeyExchange("RSA"),
  },
  { name: "Finished", bytes: encodeFinished(octets(32)), read: readFinished(32) },
  { name: "Finished of TLS 1.2", bytes: encodeFinished(octets(12)), read: readFinished(12) },
  {
    name: "NewSessionTicket",
    bytes: encodeNewSessionTicket({ extensions: [[42, data((writer) => writer.uint32(1024))]] }),
    read: readNewSessionTicket,
  },
  {
    name: "NewSessionTicket of TLS 1.2",
    bytes: encodeNewSessionTicket12(octets(10)),
    read: readNewSessionTicket12,
  },
  { name: "KeyUpdate", bytes: encodeKeyUpdate(1), read: readKeyUpdate },
  { name: "ServerHelloDone", bytes: encodeEmpty(HandshakeType.server_hello_done), read: readEmptyBody },
];
