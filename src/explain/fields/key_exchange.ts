/** The messages in which TLS 1.2 and older exchange keys. */
import type { Notes } from "./note.ts";

export const serverKeyExchangeNotes: Notes = {
  curve_type: ["How the curve is given; named_curve, by its number, is the only way left.", "RFC 8422 §5.4"],
  namedcurve: ["The curve that the server chose from the client's groups.", "RFC 8422 §5.4"],
  point: ["The server's fresh public key, which makes the shared secret with the client's.", "RFC 8422 §5.4"],
  dh_p: ["The prime that all of this Diffie-Hellman exchange is computed modulo.", "RFC 5246 §7.4.3"],
  dh_g: ["The generator: both sides raise it to a power that they keep secret.", "RFC 5246 §7.4.3"],
  dh_Ys: ["The server's fresh public value, g to the power of its secret, modulo p.", "RFC 5246 §7.4.3"],
  algorithm: [
    "The kind of signature; before TLS 1.2 the certificate's key alone decided.",
    "RFC 5246 §7.4.3",
  ],
  signature: [
    "A signature over both randoms and these values: only the owner of the certificate's private key can make it.",
    "RFC 5246 §7.4.3",
  ],
};

export const clientKeyExchangeNotes: Notes = {
  ecdh_Yc: [
    "The client's fresh public key, which makes the shared secret with the server's.",
    "RFC 8422 §5.7",
  ],
  dh_Yc: ["The client's fresh public value, g to the power of its secret, modulo p.", "RFC 5246 §7.4.7.2"],
  EncryptedPreMasterSecret: [
    "48 octets that the client chose, encrypted to the certificate's RSA key: whoever gets that key later reads them too.",
    "RFC 5246 §7.4.7.1",
  ],
};
