import assert from "node:assert/strict";
import fc from "fast-check";
import { parseTarget, type Target, TargetError, type TargetOptions } from "../../src/target/mod.ts";

/** hostname, port, protocol, starttls, serverName */
type Expected = readonly [string, number, string, string | null, string | null];

function summary(target: Target): Expected {
  return [target.hostname, target.port, target.protocol, target.starttls, target.serverName];
}

function refusal(input: string, options?: TargetOptions): TargetError {
  try {
    const target = parseTarget(input, options);
    assert.fail(`${JSON.stringify(input)} was read as ${target.hostname}`);
  } catch (error) {
    if (error instanceof TargetError) return error;
    throw error;
  }
}

function https(hostname: string, port = 443): Expected {
  return [hostname, port, port === 443 ? "https" : "tls", null, hostname];
}

function address(hostname: string, port = 443): Expected {
  return [hostname, port, port === 443 ? "https" : "tls", null, null];
}

const readings: Record<string, readonly (readonly [string, Expected])[]> = {
  "a name, with or without a port": [
    ["example.com", https("example.com")],
    ["example.com:8443", https("example.com", 8443)],
    ["example.com:443", https("example.com")],
    ["example.com:", https("example.com")],
    ["localhost:8443", https("localhost", 8443)],
    ["_sip.example.com", https("_sip.example.com")],
    ["r3---sn-4g5e.example.com", https("r3---sn-4g5e.example.com")],
    ["smtp:25", ["smtp", 25, "tls", null, "smtp"]],
    ["mx.example.com:25", ["mx.example.com", 25, "tls", null, "mx.example.com"]],
  ],
  "upper case and a trailing dot change nothing": [
    ["EXAMPLE.Com", https("example.com")],
    ["example.com.", https("example.com")],
    ["example.com.:8443", https("example.com", 8443)],
    ["HTTPS://EXAMPLE.COM./", https("example.com")],
  ],
  "an address is never a server name": [
    ["192.0.2.7", address("192.0.2.7")],
    ["192.0.2.7:8443", address("192.0.2.7", 8443)],
    ["192.0.2.7.", address("192.0.2.7")],
    ["2001:db8::1", address("2001:db8::1")],
    ["2001:DB8:0:0::1", address("2001:db8::1")],
    ["::1", address("::1")],
    ["[2001:db8::1]", address("2001:db8::1")],
    ["[2001:db8::1]:443", address("2001:db8::1")],
    ["[2001:db8::1]:8443", address("2001:db8::1", 8443)],
    ["https://[2001:db8::1]:8443/", ["2001:db8::1", 8443, "https", null, null]],
    ["[::ffff:192.0.2.7]:443", address("::ffff:c000:207")],
  ],
  "the odd spellings of IPv4 are the address that a browser makes of them": [
    ["127.1", address("127.0.0.1")],
    ["0x7f.1", address("127.0.0.1")],
    ["0177.0.0.1", address("127.0.0.1")],
    ["2130706433", address("127.0.0.1")],
    ["https://127%2e0%2e0%2e1/", ["127.0.0.1", 443, "https", null, null]],
    ["１２７.0.0.1", address("127.0.0.1")],
  ],
  "an international name becomes A-labels": [
    ["münchen.example", https("xn--mnchen-3ya.example")],
    ["MÜNCHEN.example:8443", https("xn--mnchen-3ya.example", 8443)],
    ["xn--mnchen-3ya.example", https("xn--mnchen-3ya.example")],
    ["faß.example", https("xn--fa-hia.example")],
    ["例え。テスト", https("xn--r8jz45g.xn--zckzah")],
    ["https://m%C3%BCnchen.example/", https("xn--mnchen-3ya.example")],
  ],
  "of a URL only scheme, host and port matter": [
    ["https://example.com", https("example.com")],
    ["https://example.com/any/path?x=a:1#y", https("example.com")],
    ["https://example.com?x", https("example.com")],
    ["https://example.com:8443/path", ["example.com", 8443, "https", null, "example.com"]],
    ["https://user:secret@example.com/", https("example.com")],
    ["https://a@b@example.com/", https("example.com")],
    ["wss://example.com/socket", https("example.com")],
    ["tls://example.com:8443", https("example.com", 8443)],
    ["//example.com/path", https("example.com")],
    ["example.com/path", https("example.com")],
    ["example.com:8443/a@b", https("example.com", 8443)],
  ],
  "what surrounds a pasted target is dropped": [
    ["  example.com\r\n", https("example.com")],
    ['"example.com"', https("example.com")],
    ["'example.com:8443'", https("example.com", 8443)],
    ["`example.com`", https("example.com")],
    ["<https://example.com/>", https("example.com")],
    ["“example.com”", https("example.com")],
    ['" <example.com> "', https("example.com")],
    ["\u200bexample.com\ufeff", https("example.com")],
    ["\u202aexample.com\u202c", https("example.com")],
  ],
  "a mail, directory, chat or database scheme upgrades the connection": [
    ["smtp://mx.example.com", ["mx.example.com", 25, "smtp", "smtp", "mx.example.com"]],
    ["smtp://mx.example.com:587", ["mx.example.com", 587, "smtp", "smtp", "mx.example.com"]],
    ["SMTP://mx.example.com", ["mx.example.com", 25, "smtp", "smtp", "mx.example.com"]],
    ["lmtp://h", ["h", 24, "lmtp", "lmtp", "h"]],
    ["imap://h", ["h", 143, "imap", "imap", "h"]],
    ["pop3://h", ["h", 110, "pop3", "pop3", "h"]],
    ["sieve://h", ["h", 4190, "sieve", "sieve", "h"]],
    ["ftp://h/pub", ["h", 21, "ftp", "ftp", "h"]],
    ["ldap://h", ["h", 389, "ldap", "ldap", "h"]],
    ["nntp://h", ["h", 119, "nntp", "nntp", "h"]],
    ["xmpp://h", ["h", 5222, "xmpp", "xmpp", "h"]],
    ["xmpp-server://h", ["h", 5269, "xmpp-server", "xmpp-server", "h"]],
    ["postgres://user:secret@h/db", ["h", 5432, "postgres", "postgres", "h"]],
    ["postgresql://h", ["h", 5432, "postgres", "postgres", "h"]],
    ["mysql://192.0.2.7", ["192.0.2.7", 3306, "mysql", "mysql", null]],
  ],
  "its secured twin speaks TLS from the first byte": [
    ["smtps://h", ["h", 465, "smtp", null, "h"]],
    ["imaps://h", ["h", 993, "imap", null, "h"]],
    ["pop3s://h", ["h", 995, "pop3", null, "h"]],
    ["ldaps://h", ["h", 636, "ldap", null, "h"]],
    ["ftps://h", ["h", 990, "ftp", null, "h"]],
    ["nntps://h", ["h", 563, "nntp", null, "h"]],
    ["imaps://h:1993", ["h", 1993, "imap", null, "h"]],
  ],
};

for (const [title, cases] of Object.entries(readings)) {
  Deno.test(`target: ${title}`, () => {
    for (const [input, expected] of cases) {
      const target = parseTarget(input);
      assert.deepEqual(summary(target), expected, input);
      if (!input.includes("@")) assert.equal(target.input, input);
    }
  });
}

const overrides: readonly (readonly [string, TargetOptions, Expected])[] = [
  ["example.com", { port: 8443 }, https("example.com", 8443)],
  ["example.com:8443", { port: "443" }, https("example.com")],
  ["https://example.com", { port: 8443 }, ["example.com", 8443, "https", null, "example.com"]],
  ["example.com", { starttls: "smtp" }, ["example.com", 25, "smtp", "smtp", "example.com"]],
  ["example.com:587", { starttls: "smtp" }, ["example.com", 587, "smtp", "smtp", "example.com"]],
  ["example.com", { starttls: "IMAP", port: 1143 }, ["example.com", 1143, "imap", "imap", "example.com"]],
  ["https://example.com", { starttls: "ldap" }, ["example.com", 389, "ldap", "ldap", "example.com"]],
  ["smtps://example.com", { starttls: "smtp" }, ["example.com", 25, "smtp", "smtp", "example.com"]],
  ["example.com", { sni: "" }, ["example.com", 443, "https", null, null]],
  ["example.com", { sni: "Other.Example." }, ["example.com", 443, "https", null, "other.example"]],
  ["192.0.2.7", { sni: "münchen.example" }, ["192.0.2.7", 443, "https", null, "xn--mnchen-3ya.example"]],
  ["example.com", { port: undefined, sni: undefined, starttls: undefined }, https("example.com")],
];

Deno.test("target: an option overrides what the target implies", () => {
  for (const [input, options, expected] of overrides) {
    assert.deepEqual(summary(parseTarget(input, options)), expected, `${input} ${JSON.stringify(options)}`);
  }
});

const refusals: Record<string, readonly string[]> = {
  "nothing to check": [
    "",
    "   ",
    '""',
    "<>",
    "https://",
    "https:///path",
    ":443",
    "//",
    "/path",
    "https://user@/",
  ],
  "what is not one word": [
    "example.com example.org",
    "example.com\tx",
    "a\0b",
    "example.com\u0085x",
    "https://a b/",
  ],
  "a name that cannot be": [
    "a..b",
    ".example.com",
    "example.com..",
    "exa$mple.com",
    "example.com,example.org",
    "*.example.com",
    "xn--a",
    "example.123",
    "a%00b",
    "a%2fb",
    "100%",
    "a\\b",
    "a|b",
    "\ud800",
    `${"a".repeat(64)}.example`,
    `${"ü".repeat(60)}.example`,
    "a.".repeat(127) + "a",
  ],
  "an address that cannot be": [
    "256.0.0.1",
    "1.2.3.4.5",
    "0x100000000",
    "[::1",
    "::1]",
    "[]",
    "[1.2.3.4]",
    "[example.com]:443",
    "2001:db8::1::2",
    "12345::",
    "fe80::1%eth0",
    "[fe80::1%25eth0]:443",
    "[::1]443",
    "example.com:443:443",
    "https://2001:db8::1/",
  ],
  "an e-mail address": ["someone@example.com", "mailto:someone@example.com"],
  "a scheme without TLS, or an unknown one": [
    "http://example.com",
    "ws://example.com",
    "ssh://example.com",
    "gopher://example.com",
    "file:///etc/hosts",
    "https:example.com",
    "https:/example.com",
    "smtp:mx.example.com",
  ],
  "more than a target can hold": ["a".repeat(2049), "https://example.com/" + "a".repeat(2048)],
};

for (const [title, inputs] of Object.entries(refusals)) {
  Deno.test(`target: ${title} is refused with a hint`, () => {
    for (const input of inputs) {
      const error = refusal(input);
      assert.equal(error.field, "target", `${input}: ${error.message}`);
      assert.ok(error.hint.length > 0);
      assert.ok(error.message.length < 300 && !/\p{Cc}/u.test(error.message), error.message);
    }
  });
}

Deno.test("target: a port outside 1 to 65535 is refused as a port", () => {
  for (
    const port of ["0", "65536", "-1", "+1", "1e3", "0x1bb", "44 3", "٤٤٣", "443x", "000443", "99999999999"]
  ) {
    if (!port.includes(" ")) assert.equal(refusal(`example.com:${port}`).field, "port", port);
    assert.equal(refusal("example.com", { port }).field, "port", port);
  }
  for (const port of [0, -1, 65536, 1.5, NaN, Infinity, ""]) {
    assert.equal(refusal("example.com", { port }).field, "port", String(port));
  }
  assert.equal(
    refusal("example.com:0").hint,
    'A port is a number from 1 to 65535, as in "example.com:8443"',
  );
  assert.equal(parseTarget("example.com:1").port, 1);
  assert.equal(parseTarget("example.com:65535").port, 65535);
});

Deno.test("target: a server name is a DNS name", () => {
  for (
    const sni of [
      "192.0.2.7",
      "127.1",
      "::1",
      "[::1]",
      " ",
      "a b",
      "a\tb.example",
      "a..b",
      "a/b",
      "a@b",
      "a:443",
    ]
  ) {
    assert.equal(refusal("example.com", { sni }).field, "sni", sni);
  }
  assert.equal(refusal("example.com", { sni: "a".repeat(100_000) }).field, "sni");
});

Deno.test("target: an unknown STARTTLS protocol is refused with the list of known ones", () => {
  for (const starttls of ["", "https", "smtps", "tls", "telnet", "__proto__"]) {
    const error = refusal("example.com", { starttls });
    assert.equal(error.field, "starttls", starttls);
    assert.match(error.hint, /\bsmtp\b/);
    assert.match(error.hint, /\bxmpp-server\b/);
  }
});

Deno.test("target: a refusal says what would fit", () => {
  assert.match(refusal("http://example.com/x").hint, /"https:\/\/example\.com".*"example\.com:80"/);
  assert.match(
    refusal("http://user:secret@example.com:8080/x").hint,
    /"https:\/\/example\.com".*"example\.com:8080"/,
  );
  assert.match(refusal("http://[2001:db8::1]/").hint, /"\[2001:db8::1\]:80"/);
  assert.match(refusal("https:example.com").hint, /"https:\/\/example\.com"/);
  assert.match(refusal("*.example.com").hint, /"www\.example\.com"/);
  assert.match(refusal("someone@example.com").hint, /smtp:\/\//);
  assert.match(refusal("fe80::1%eth0").hint, /"%eth0"/);
  assert.match(refusal("https://2001:db8::1/").hint, /\[2001:db8::1\]:443/);
});

Deno.test("target: a user name and password are not repeated", () => {
  assert.equal(parseTarget(" https://user:secret@example.com/a@b ").input, " https://example.com/a@b ");
  assert.equal(parseTarget("postgres://user:se@cret@h/db").input, "postgres://h/db");
  for (
    const input of [
      "http://user:secret@example.com/",
      "https://user:secret@exa$mple.com/",
      "ssh://u:secret@h",
    ]
  ) {
    const error = refusal(input);
    assert.ok(!`${error.message} ${error.hint}`.includes("secret"), error.message);
  }
});

Deno.test("target: the longest name and label that DNS allows are accepted", () => {
  const label = "a".repeat(63);
  const name = [label, label, label, "a".repeat(61)].join(".");
  assert.equal(name.length, 253);
  assert.equal(parseTarget(name).hostname, name);
  assert.equal(parseTarget(name + ".").hostname, name);
  refusal("a" + name);
});

function assertSound(target: Target): void {
  const { hostname, port, protocol, starttls, serverName } = target;
  assert.ok(Number.isInteger(port) && port >= 1 && port <= 65535);
  assert.ok(hostname.length >= 1 && hostname.length <= 253);
  assert.match(hostname, /^([a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*|[0-9a-f:]+)$/);
  assert.ok(serverName === null || /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(serverName));
  assert.match(protocol, /^[a-z0-9-]+$/);
  assert.ok(starttls === null || starttls === protocol);
}

const pieces = fc.constantFrom(
  ...[
    "https",
    "smtp",
    "http",
    "tls",
    ":",
    "//",
    "/",
    "?",
    "#",
    "@",
    "[",
    "]",
    "%",
    "%2e",
    "%25",
    ".",
    "..",
    "-",
    "_",
  ],
  ...[
    "example",
    "com",
    "ü",
    "ß",
    "。",
    "0x7f",
    "1",
    "65535",
    "65536",
    "443",
    "::",
    "2001:db8",
    "fe80",
    "*",
    "\\",
    " ",
  ],
  ...['"', "'", "<", ">", "\t", "\0", "\u200b", "\ud800", "xn--", "xn--mnchen-3ya"],
);
const pasted = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.webUrl(),
  fc.domain(),
  fc.ipV4(),
  fc.ipV6(),
);

Deno.test("target: any string is a sound target or a TargetError, whatever the options", () => {
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const options = fc.record({
    port: optional(fc.oneof(fc.integer(), fc.double(), fc.string(), fc.integer({ min: 1, max: 65535 }))),
    sni: optional(pasted),
    starttls: optional(fc.oneof(fc.constantFrom("smtp", "xmpp-server", "postgresql"), fc.string())),
  });
  fc.assert(
    fc.property(pasted, fc.oneof(fc.constant({}), options), (input, given) => {
      try {
        assertSound(parseTarget(input, given));
      } catch (error) {
        if (!(error instanceof TargetError)) throw error;
        assert.ok(error.hint.length > 0);
      }
    }),
    { numRuns: 3000 },
  );
});

Deno.test("target: what was read is read as the same again", () => {
  fc.assert(
    fc.property(pasted, (input) => {
      let target: Target;
      try {
        target = parseTarget(input);
      } catch {
        return;
      }
      const host = target.hostname.includes(":") ? `[${target.hostname}]` : target.hostname;
      const again = parseTarget(`${host}:${target.port}`);
      assert.deepEqual([again.hostname, again.port, again.serverName], [
        target.hostname,
        target.port,
        target.serverName,
      ]);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("target: every domain and address has the host that the platform's own URL parser gives it", () => {
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), (input) => {
    const url = new URL(input.replace(/^http:/, "https:"));
    assert.equal(parseTarget(url.href).hostname, url.hostname);
  }));
});
