/**
 * The handshake of RFC 8448 §3, from its client's side: what it offers, its entropy, and everything that its server
 * sends. It comes out the same each time, with no randomness, no clock and no network.
 */
import { fromBase64, fromHex } from "../src/bytes/mod.ts";
import type { KeyShare } from "../src/crypto/mod.ts";
import type { ByteStream } from "../src/net/mod.ts";
import { CipherSuite, ExtensionType, NamedGroup, ProtocolVersion } from "../src/registry/mod.ts";
import { defaultOffer, type Offer } from "../src/tls/mod.ts";

export const recordedOffer: Offer = {
  ...defaultOffer("server", []),
  versions: [ProtocolVersion.TLS_1_3],
  cipherSuites: [
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_AES_256_GCM_SHA384,
  ],
  groups: [
    NamedGroup.x25519,
    NamedGroup.secp256r1,
    NamedGroup.secp384r1,
    NamedGroup.secp521r1,
    NamedGroup.ffdhe2048,
    NamedGroup.ffdhe3072,
    NamedGroup.ffdhe4096,
    NamedGroup.ffdhe6144,
    NamedGroup.ffdhe8192,
  ],
  keyShares: [NamedGroup.x25519],
  // deno-fmt-ignore
  signatureSchemes: [
    0x0403, 0x0503, 0x0603, 0x0203, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0201, 0x0402, 0x0502,
    0x0602, 0x0202,
  ],
  signatureSchemesCert: null,
  statusRequest: false,
  signedCertificateTimestamp: false,
  extendedMainSecret: false,
  encryptThenMac: false,
  ecPointFormats: [],
  recordSizeLimit: 0x4001,
  sessionTicket: true,
  padding: true,
  grease: false,
  compatibilityMode: false,
  extensionOrder: [
    ExtensionType.server_name,
    ExtensionType.renegotiation_info,
    ExtensionType.supported_groups,
    ExtensionType.session_ticket,
    ExtensionType.key_share,
    ExtensionType.early_data,
    ExtensionType.supported_versions,
    ExtensionType.signature_algorithms,
    ExtensionType.cookie,
    ExtensionType.psk_key_exchange_modes,
    ExtensionType.record_size_limit,
    ExtensionType.padding,
  ],
};

const clientRandom = fromHex("cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7");

/** The secret is recorded too: no key is made, as workerd has no randomness while modules load. */
const clientShare: KeyShare = {
  group: NamedGroup.x25519,
  publicKey: fromHex("99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c"),
  deriveSharedSecret: () =>
    Promise.resolve(fromHex("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d")),
};

/** ServerHello; its encrypted flight; a ticket; application data; close_notify. */
const serverRecords = fromBase64(`
  FgMDAFoCAABWAwOmrwakEhhg3F5uYCSc00yVkwyKxcsUNNrBVXcu0+JpKAATAQAALgAzACQAHQAgyYKIdhEglf5mdivb98Zy4VbWzCU7
  gz3x3WmxsE51Hw8AKwACAwQXAwMCotH/M0pW9b/2WUoHzIe1gCM/UA9F5Inn8zrzXt94afz0CqQKorjqc/hIp8oHYS75+UXLlgtAaJBR
  I+p4sRG0KbqRkc0F0qOJKA9SYTSq3H/HjEtynfgotez3sTvZrvsOV/JxWFuOqbs1XHx5AgcWz7mxGD7zqyDjfVemuddHdgmu5uEipM9R
  QnMlJQx9DlCSiURMmzpkjx1xA10u1lsOPN0Muui/LQsieBLLs2CYclXMdEEQxFO6pPzWEJKNgJgQ5LftGo/ZkfBqpiSCBHl+NqanO3Ci
  VZwJ6taGlFuiRqtm5e3YBEtMbeP88qiUQaxmJy/Y+zMO+BkFebNoRZbJYL1ZbupSClao1lD1Y6rSdAmWDcpj0+aIYR6l4i9EFc+VONUa
  IAwnA0JyloomTtZUDISDjYn3LCRGGq1tJvWeyrqay7sxe2bZAvTykqNqwbY5xjfONDEXtlliIkUxe0nu2gxiWPEA19lh/7E4ZH6S6jMP
  rupt+jHHqE3DvX4bemxxeK82h5AY4/JSEH8kPSQ9xzOdVoTIsDeL8wJE2oyHyEP15W60xegoCitIBSz5OxZJmmbbfMpx5FmUJvfUYeZv
  mYgr2J/FCAC+zKYtbHQRbb0pcv2h+oD4XfiB7b5aN2aJNrM1WDtZkYbcXGkYo5b6SKGB1rb6T51i1ROvu5kvK5kvZ/iv5n92kT+jiMtW
  MMjKAeDGXRHGah4qxMhZd7fHppmbvxDcNa5p9VFWFGNsC5towZ7S4xwLO2Z2MDjrukLzs47cA5nzqfI/qmOXjDF/yfpmpz9g8FBN6Ttb
  hF4nVZLBIzXuNAu8T93VAnhAFuSzvn7wTdpJ9LRAowy10q+TmCj9SuN5TkT5TfWmMe3kLBcZv9q/AlP+UXW+iY51DtxTNw0rFwMDAN46
  a4+QQUqX1pWcNIdoDeUTSiskDmz/rBFuldQdavj2tYDc89EdY8dY2yiaAVlAJS9VcT4GHcE+B4iRo477z1dTrY7xcK08c1PRbZ2nc7nK
  fyufobbA1KPQP3XgnDC6HmKXKsRvdfe5gb5jQ5spmc4TBkYVE5iR1eTFtAbxbj/Bgad8pHWEACXbLwp3+BtasFuUwBNGdV9pIyyGUZ2G
  y+6sh6rDR9FD+WBdZPZQ200CPnDpUspJ/lE3Ehx0vCaXaH4kh0bW3zUwBfO84YaWEpyBU1VrO2xnebN78VmFaE8XAwMAQy6TfhHvSsdA
  5TitNgBfxKRpMvwyJdBfgqobNuMO+vl9kObf/GAty1AaWaj8xJxL8uXwohwAR8Kr8zJUDdAy4WfClV0XAwMAE7WP1nFm6/WZ0kcgz75+
  +nqIZKk=
`.replace(/\s/g, ""));

/** The client's entropy: its random value is all that it asks octets for. */
export const recordedRandom = () => clientRandom;

export const recordedKeyShare = () => Promise.resolve(clientShare);

/** Says all of it at once, whatever it hears. */
export function recordedServer(): ByteStream {
  let said = false;
  return {
    read() {
      const records = said ? null : serverRecords;
      said = true;
      return Promise.resolve(records);
    },
    write: () => Promise.resolve(),
    closeWrite: () => Promise.resolve(),
    close() {},
  };
}
