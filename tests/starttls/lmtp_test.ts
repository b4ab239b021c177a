import { testRefusals } from "./refusals.ts";

testRefusals("lmtp", [
  {
    what: "a server that does not offer STARTTLS is told with what it offers",
    script: ["220 store.example LMTP\r\n", /LHLO/, "250-store.example\r\n250 PIPELINING\r\n"],
    code: "starttls_not_offered",
    message: /it offers "PIPELINING"/,
  },
  {
    what: "an SMTP server, which does not know LHLO, is named",
    script: ["220 mx.example ESMTP\r\n", /LHLO/, "502 5.5.2 Command not recognized\r\n"],
    code: "not_tls",
    message: /speaks SMTP, not LMTP/,
  },
]);
