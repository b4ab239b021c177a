import assert from "node:assert/strict";
import { readTags } from "../../src/starttls/xml.ts";
import { assertLinear } from "../support/long_inputs.ts";
import { testRefusals } from "./refusals.ts";
import { close, converse, type Script } from "./scripted_peer.ts";

const header = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' " +
  "xmlns:stream='http://etherx.jabber.org/streams' id='1' from='server.example' version='1.0'>";
const features = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";
const proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

/** The `to` of the stream header that the client sent. */
async function addressee(
  context: { serverName: string | null; hostname: string },
): Promise<string | undefined> {
  const { sentText } = await converse("xmpp", [/>$/], { context });
  return / to='([^']*)'/.exec(sentText)?.[1];
}

Deno.test("xmpp: the stream is addressed to the name, never to an address when there is a name", async () => {
  assert.equal(await addressee({ serverName: "chat.example", hostname: "192.0.2.1" }), "chat.example");
  assert.equal(await addressee({ serverName: null, hostname: "chat.example" }), "chat.example");
  assert.equal(await addressee({ serverName: "chat.example", hostname: "xmpp7.example" }), "chat.example");
  assert.equal(await addressee({ serverName: null, hostname: "2001:db8::1" }), "2001:db8::1");
});

Deno.test("xmpp: an internationalised domain is written in its own letters", async () => {
  assert.equal(
    await addressee({ serverName: "xn--mnchen-3ya.example", hostname: "192.0.2.1" }),
    "münchen.example",
  );
});

Deno.test("xmpp: a name cannot leave its attribute", async () => {
  assert.equal(
    await addressee({ serverName: "a'><b x='&", hostname: "h.example" }),
    "a&#39;&#62;&#60;b x=&#39;&#38;",
  );
});

Deno.test("xmpp-server: the stream is one between servers", async () => {
  const { sentText } = await converse("xmpp-server", [/>$/]);
  assert.match(sentText, /xmlns='jabber:server'/);
});

const variants: Record<string, Script> = {
  "prefixes, white space and double quotes": [
    />$/,
    '\n<?xml version="1.0" encoding="UTF-8"?>\n<s:stream xmlns="jabber:client" xmlns:s="http://etherx.jabber.org/streams"\n' +
    '  id="a>b" version="1.0">\n',
    '<s:features><tls:starttls xmlns:tls="urn:ietf:params:xml:ns:xmpp-tls"><tls:required></tls:required></tls:starttls>' +
    "<m:mechanisms xmlns:m='urn:ietf:params:xml:ns:xmpp-sasl'><m:mechanism>PLAIN</m:mechanism></m:mechanisms></s:features>\n",
    /starttls/,
    '<tls:proceed xmlns:tls="urn:ietf:params:xml:ns:xmpp-tls"></tls:proceed>',
  ],
  "everything in one piece": [/>$/, header + features, /starttls/, proceed],
  "features with attributes that hold marks": [
    />$/,
    header,
    `<stream:features><c xmlns='http://jabber.org/protocol/caps' node='a/>"<b>' ver="'/"/>${
      features.slice("<stream:features>".length)
    }`,
    /starttls/,
    proceed,
  ],
};

for (const [what, script] of Object.entries(variants)) {
  Deno.test(`xmpp: ${what} are read`, async () => {
    for (const readSize of [1, 7, 1000]) {
      const { failure, injected } = await converse("xmpp", script, { readSize });
      assert.equal(failure, null);
      assert.equal(injected, null);
    }
  });
}

Deno.test("xmpp: white space behind proceed is plaintext too", async () => {
  const { injected } = await converse("xmpp", [/>$/, header, features, /starttls/, `${proceed}\n`]);
  assert.deepEqual(injected, Uint8Array.of(0x0a));
});

testRefusals("xmpp", [
  {
    what: "a server that does not offer starttls is told with what it offers",
    script: [
      />$/,
      header,
      "<stream:features><mechanisms xmlns='m'><mechanism>PLAIN</mechanism></mechanisms><sub/></stream:features>",
    ],
    code: "starttls_not_offered",
    message: /it offers "mechanisms, sub"/,
  },
  {
    what: "a starttls deeper than a feature is no offer",
    script: [/>$/, header, "<stream:features><other><starttls/></other></stream:features>"],
    code: "starttls_not_offered",
    message: /it offers "other"/,
  },
  {
    what: "features that are empty offer nothing",
    script: [/>$/, header, "<stream:features/>"],
    code: "starttls_not_offered",
    message: /no extension/,
  },
  {
    what: "a server from before version 1.0 has no features",
    script: [/>$/, header.replace(" version='1.0'>", ">")],
    code: "starttls_not_offered",
    message: /before version 1\.0/,
  },
  {
    what: "failure is a refusal",
    script: [
      />$/,
      header,
      features,
      /starttls/,
      "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>",
      close,
    ],
    code: "starttls_failed",
    message: /refused "<starttls\/>": "<failure>"/,
  },
  {
    what: "a domain that the server does not serve is named, with the way to name another",
    script: [
      />$/,
      header,
      "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>" +
      "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>This server does not serve &lt;you&gt;</text></stream:error></stream:stream>",
      close,
    ],
    code: "starttls_failed",
    message:
      /does not serve the XMPP domain "server\.example": "host-unknown: This server does not serve <you>"/,
    hint: /--sni/,
  },
  {
    what: "another stream error turns us away",
    script: [
      />$/,
      header,
      features,
      /starttls/,
      "<stream:error><system-shutdown xmlns='x'/></stream:error>",
      close,
    ],
    code: "starttls_failed",
    message: /turned the connection away: "system-shutdown"/,
  },
  {
    what: "an end of the stream turns us away",
    script: [/>$/, `${header}</stream:stream>`, close],
    code: "starttls_failed",
    message: /stream was ended/,
  },
  {
    what: "elements that are nested without end are refused",
    script: [/>$/, header, features, /starttls/, "<x>".repeat(1000)],
    code: "limit_exceeded",
    message: /deep/,
  },
  {
    what: "an element without end is refused",
    script: [/>$/, header, features, /starttls/, `<x y='${"z".repeat(20_000)}`],
    code: "limit_exceeded",
    message: /16384 octets/,
  },
  {
    what: "a document type is refused",
    script: [/>$/, header, features, /starttls/, "<!DOCTYPE x [<!ENTITY a 'b'>]>"],
    code: "malformed_message",
    message: /XMPP forbids/,
  },
  {
    what: "text between elements is refused",
    script: [/>$/, header, features, /starttls/, "proceed"],
    code: "malformed_message",
    message: /not an XML element/,
  },
  {
    what: "a web page is named",
    script: [/>$/, "<!DOCTYPE html><html><body>Bad request</body></html>", close],
    code: "not_tls",
    message: /speaks HTTP, not XMPP/,
  },
]);

Deno.test("xmpp: what looks like many tags, or is one long one, takes no longer than its length", () => {
  for (
    const filling of [
      "<",
      "<a ",
      "<a",
      "a",
      "a ",
      "a=",
      "a= ",
      "a='",
      "'",
      "=",
      "/",
      " ",
      ">",
      "<a>",
      "<a b='",
    ]
  ) {
    for (const [start, end] of [['<="', '">'], ["<a ", ">"], ["<a b=", ">"], ["<a", ""], ["<='", ""]]) {
      assertLinear((length) => readTags(`${start}${filling.repeat(length)}${end}`), filling);
    }
  }
});
