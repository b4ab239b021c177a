import assert from "node:assert/strict";
import fc from "fast-check";
import { concat, DecodeError, fromHex, Reader, Writer } from "../../../src/bytes/mod.ts";
import { AlertDescription, AlertLevel } from "../../../src/registry/mod.ts";
import {
  CHANGE_CIPHER_SPEC,
  encodeAlert,
  readAlert,
  readChangeCipherSpec,
  readHandshake,
} from "../../../src/tls/message/mod.ts";
import { samples } from "./samples.ts";

const withBody = (msgType: number, body: Uint8Array) => new Writer().uint8(msgType).vector(3, body).bytes();

for (const { name, bytes, read, alsoWhole = [] } of samples) {
  const [msgType, body] = [bytes[0]!, bytes.subarray(4)];
  const decode = (message: Uint8Array) => readHandshake(new Reader(message), read);

  Deno.test(`${name}: the whole message is decoded`, () => {
    const reader = new Reader(bytes);
    readHandshake(reader, read);
    assert.equal(reader.remaining, 0);
    assert(reader.fields.every(({ offset, length }) => offset + length <= bytes.length));
  });

  Deno.test(`${name}: every proper prefix is refused, and every shorter body`, () => {
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => decode(bytes.subarray(0, length)), DecodeError, `${length} octets`);
    }
    for (let length = 0; length < body.length; length++) {
      if (alsoWhole.includes(length)) continue;
      const shorter = withBody(msgType, body.subarray(0, length));
      assert.throws(() => decode(shorter), DecodeError, `a body of ${length} octets`);
    }
  });

  Deno.test(`${name}: a body with an octet behind it is refused`, () => {
    assert.throws(() => decode(withBody(msgType, concat(body, new Uint8Array(1)))), DecodeError);
  });

  Deno.test(`${name}: any length field that says another length is refused`, () => {
    const reader = new Reader(bytes);
    readHandshake(reader, read);
    for (const { name, offset, length } of reader.fields.filter(({ name }) => name.endsWith(".length"))) {
      for (const change of [-1, 1]) {
        const lying = bytes.slice();
        lying[offset + length - 1]! += change;
        assert.throws(() => decode(lying), DecodeError, `${name} at ${offset}, ${change}`);
      }
    }
  });

  Deno.test(`${name}: whatever octets come, the decoder decodes or refuses them`, () => {
    fc.assert(fc.property(mutations(body), (octets) => {
      try {
        decode(withBody(msgType, octets));
      } catch (error) {
        assert(error instanceof DecodeError);
        assert(error.offset >= 0 && error.offset <= octets.length + 4);
      }
    }));
  });
}

/** Random octets, and the true ones with a few of them changed, cut or repeated. */
function mutations(body: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(Math.max(0, body.length - 1));
  const changed = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }).map((changes) => {
    const octets = body.slice();
    if (octets.length > 0) { for (const [at, value] of changes) octets[at] = value; }
    return octets;
  });
  const cut = place.map((length) => body.subarray(0, length));
  const repeated = place.map((at) => concat(body.subarray(0, at), body.subarray(Math.floor(at / 2))));
  return fc.oneof(fc.uint8Array({ maxLength: 300 }), changed, cut, repeated);
}

Deno.test("an alert is two octets, which stand for themselves", () => {
  for (const description of [AlertDescription.close_notify, AlertDescription.decode_error, 255]) {
    const bytes = encodeAlert(description);
    const alert = readAlert(new Reader(bytes));
    assert.equal(alert.description, description);
    // RFC 9846 §6.1: closures are warnings.
    const isClosure = description === AlertDescription.close_notify;
    assert.equal(alert.level, isClosure ? AlertLevel.warning : AlertLevel.fatal);
  }
  for (const hex of ["", "02", "020000"]) {
    assert.throws(() => readAlert(new Reader(fromHex(hex))), DecodeError);
  }
});

Deno.test("a ChangeCipherSpec is the octet 1", () => {
  readChangeCipherSpec(new Reader(CHANGE_CIPHER_SPEC));
  for (const hex of ["", "00", "02", "0101"]) {
    assert.throws(() => readChangeCipherSpec(new Reader(fromHex(hex))), DecodeError);
  }
});
