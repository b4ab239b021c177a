import assert from "node:assert/strict";
import { recognise } from "../../src/starttls/mod.ts";

const hex = (text: string) => Uint8Array.fromHex(text.replaceAll(" ", ""));
const text = (words: string) => new TextEncoder().encode(words);

const samples: readonly (readonly [string, Uint8Array])[] = [
  ["tls", hex("15 0303 0002 0228")],
  ["tls", hex("16 0301 0200")],
  ["http", text("HTTP/1.0 400 Bad Request\r\n")],
  ["http", text("<html>\r\n<head><title>400 The plain HTTP request</title>")],
  ["http2", hex("000012 04 00 00000000 0003 00000064")],
  ["http2", hex("000000 04 00 00000000")],
  ["ssh", text("SSH-2.0-OpenSSH_9.9\r\n")],
  ["smtp", text("220 mx.example ESMTP Postfix\r\n")],
  ["smtp", text("220-ftp.example SMTP ready\r\n")],
  ["lmtp", text("220 store.example LMTP Cyrus 3.6\r\n")],
  ["ftp", text("220 (vsFTPd 3.0.3)\r\n")],
  ["ftp", text("220 ProFTPD Server (Debian) [::ffff:192.0.2.1]\r\n")],
  ["imap", text("* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n")],
  ["pop3", text("+OK Dovecot ready.\r\n")],
  ["nntp", text("200 news.example InterNetNews NNRP server INN 2.7.1 ready (posting ok)\r\n")],
  ["sieve", text('"IMPLEMENTATION" "Dovecot Pigeonhole"\r\n')],
  ["xmpp", text("<?xml version='1.0'?><stream:stream id='1'")],
  ["mysql", hex("4a000000 0a 382e302e3336 00")],
  ["amqp", hex("414d515000000901")],
  ["redis", text("-ERR unknown command\r\n")],
  ["rtsp", text("RTSP/1.0 400 Bad Request\r\n")],
  ["vnc", text("RFB 003.008\n")],
];

Deno.test("a protocol is recognised by what its servers say first", () => {
  for (const [name, octets] of samples) assert.equal(recognise(octets)?.name, name, octets.toHex());
});

Deno.test("words that fit no protocol, or several, are not given a name", () => {
  for (
    const octets of [
      text(""),
      text("220 ready\r\n"),
      text("hello\r\n"),
      hex("00"),
      hex("1503"),
      hex("1505030002"),
      text("-ERR too many connections\r\n"),
      hex("00000004000000"),
    ]
  ) {
    assert.equal(recognise(octets), null, octets.toHex());
  }
});
