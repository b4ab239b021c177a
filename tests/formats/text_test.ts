import assert from "node:assert/strict";
import { displayWidth } from "../../src/formats/display_width.ts";
import { formatBrief, formats, formatText } from "../../src/formats/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import {
  expired,
  expiring,
  hostile,
  hostNotFound,
  passing,
  samples,
  timedOut,
} from "../support/report_samples.ts";

const plain = { color: false, width: 80 };

for (const [name, report] of Object.entries(samples)) {
  Deno.test(`${name}: no line is wider than the terminal, at 80 columns and at 50`, () => {
    for (const width of [80, 50]) {
      for (const format of [formatText, formatBrief]) {
        for (const line of format(report, { color: false, width }).split("\n")) {
          assert.ok(displayWidth(line) <= width, line);
          assert.equal(line, line.trimEnd(), "no space at the end");
        }
      }
    }
  });

  Deno.test(`${name}: without colour there is nothing but printable characters`, () => {
    assert.doesNotMatch(formatText(report, plain).replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  Deno.test(`${name}: with colour the words are the same`, () => {
    const colored = formatText(report, { color: true, width: 80 });
    // deno-lint-ignore no-control-regex
    assert.equal(colored.replace(/\u001b\[\d+m/g, ""), formatText(report, plain));
    assert.ok(colored.includes("\u001b[1m"));
  });

  Deno.test(`${name}: the verdict comes first, and all nine steps are there in order`, () => {
    const lines = formatText(report, plain).split("\n");
    assert.match(lines[0]!, new RegExp(`^\\S ${report.verdict.toUpperCase()}  www\\.example\\.com:443$`));
    const numbers = lines.flatMap((line) => /^[✔!✘–?] ([1-9]) {2}\S/.exec(line)?.[1] ?? []);
    assert.deepEqual(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  });
}

Deno.test("a step's row has its mark, title, time and the fact that decided it", () => {
  const text = formatText(passing, plain);
  assert.match(text, /^✔ 2 {2}ServerHello +13\.1 ms {2}.*TLS 1\.3, TLS_AES_128_GCM_SHA256$/m);
  assert.match(text, /^✔ {4}TCP connection +11\.8 ms {2}.*192\.0\.2\.7 port 443$/m);
});

Deno.test("a step that failed shows its error, and its hint stands under what to do", () => {
  const text = formatText(timedOut, plain);
  assert.match(text, /^✘ 2 {2}ServerHello +9\.98 s {2}No answer within the deadline/m);
  assert.match(text, /^– 3 {2}Authentication +did not happen$/m);
  assert.match(text.slice(text.indexOf("What to do")), /→ The port is open/);
});

Deno.test("the times stand below each other, at the right", () => {
  const ends = formatText(passing, plain).split("\n").flatMap((line) => {
    const match = /^✔ [ 1-9] {2}.{12,}?[\d.]+ m?s(?= {2})/.exec(line);
    return match === null ? [] : [match[0].length];
  });
  assert.equal(ends.length, 11);
  assert.equal(new Set(ends).size, 1);
});

Deno.test("a continued line stands under its own column", () => {
  const lines = formatText(passing, plain).split("\n");
  const first = lines.findIndex((line) => line.startsWith("✔ 3"));
  assert.equal(lines[first + 1]!.search(/\S/), lines[first]!.indexOf("Path:"));
});

Deno.test("what was agreed on is one line", () => {
  assert.match(
    formatText(passing, plain),
    /^Agreed +TLS 1\.3 · TLS_AES_128_GCM_SHA256 · X25519MLKEM768 · h2$/m,
  );
});

Deno.test("a certificate says for whom, by whom, until when and with which key", () => {
  const text = formatText(passing, plain);
  assert.match(text, /^1 {2}CN=www\.example\.com$/m);
  assert.match(text, /^ {3}Valid +until 2027-01-22, 60 days left \(67 % of its life\)$/m);
  assert.match(text, /^ {3}Key +EC P-256, /m);
  assert.match(text, /in the trust store/);
  assert.match(formatText(expired, plain), /expired on 2026-11-20, 3 days ago/);
});

Deno.test("a finding is told once, with its remedy", () => {
  const advice = formatText(expired, plain).split("What to do")[1]!;
  assert.match(advice, /^✘ Certificate expired: /m);
  assert.equal(advice.split("→").length, 2);
});

Deno.test("what made a step fail comes before what could be better", () => {
  const minor = { ...expiring.findings[0]!, severity: "info" as const };
  const advice = formatText({ ...timedOut, findings: [minor] }, plain).split("What to do")[1]!;
  assert.match(advice, /^\s+✘ ServerHello\n[^]*\n– /);
});

Deno.test("there is nothing to do where nothing is wrong", () => {
  assert.doesNotMatch(formatText(passing, plain), /What to do/);
});

Deno.test("of the prelude, what was not needed is left out", () => {
  assert.doesNotMatch(formatText(hostNotFound, plain), /TCP connection +\d/);
  const starttls = {
    ...passing.steps[1]!,
    id: "starttls" as const,
    title: "STARTTLS",
    status: "skipped" as const,
  };
  const report: Report = {
    ...passing,
    steps: [...passing.steps.slice(0, 2), starttls, ...passing.steps.slice(2)],
  };
  assert.doesNotMatch(formatText(report, plain), /STARTTLS/);
});

Deno.test("the runtime's own opinion is told with its words", () => {
  assert.match(formatText(expired, plain), /Deno\.startTls, refuses the server: invalid peer\s+certificate/);
  assert.doesNotMatch(formatText({ ...passing, native: null }, plain), /own handshake/);
});

Deno.test("certificates without end are not all shown", () => {
  const certificates = Array.from(
    { length: 100 },
    () => ({ ...passing.certificates[0]!, dns_names: Array(500).fill("a.example") }),
  );
  const text = formatText({ ...passing, certificates }, plain);
  assert.ok(text.split("\n").length < 100);
  assert.match(text, /and 92 more/);
  assert.match(text, /and\s+494 more/);
});

Deno.test("a hostile certificate cannot make a line of its own", () => {
  const text = formatText(hostile, plain);
  assert.doesNotMatch(text, /^PASS all good/m);
  assert.match(text, /\\u\{1b\}\]0;owned\\u\{7\}/);
});

Deno.test("among several a report is in brief", () => {
  const brief = formats.text(expired, { ...plain, several: true });
  assert.equal(
    brief,
    '✘ FAIL  www.example.com:443\n    Certificate expired: "www.example.com" expired 3 days ago, on 2026-11-20\n',
  );
});

Deno.test("an IPv6 address stands in brackets before its port", () => {
  const target = { ...passing.target, hostname: "2001:db8::7", server_name: null };
  const text = formatText({ ...passing, target, address: "2001:db8::7" }, plain);
  assert.match(text, /^✔ PASS {2}\[2001:db8::7\]:443$/m);
  assert.doesNotMatch(text, /Server name/);
});

Deno.test("when the thresholds will be crossed is said, and when they were", () => {
  // Of 90 days from 2026-10-24, 09:30: 27 and 9 days before the end; the check was on 2026-11-23.
  const text = formatText(passing, plain);
  assert.match(
    text,
    /^Expiry\nWarning {2}2026-12-26 09:30 UTC, in 33 days\nFailure {2}2027-01-13 09:30 UTC, in 51 days\nEnd {6}2027-01-22 09:30 UTC, in 60 days$/m,
  );
  const expiry = { ...passing.expiry!, warning_at: "2026-11-19T09:30:00.000Z" };
  assert.match(formatText({ ...passing, expiry }, plain), /^Warning {2}2026-11-19 09:30 UTC, 4 days ago$/m);
  assert.doesNotMatch(formatText(hostNotFound, plain), /^Expiry/m);
});

Deno.test("what the issuer suggests about renewal is told, or why it is not known", () => {
  const suggested = {
    status: "suggested",
    detail: "The issuer suggests when to renew the certificate",
    directory: "https://ca.example/directory",
    url: "https://ca.example/renewal-info/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE",
    suggested_window: { start: "2026-12-23T00:00:00.000Z", end: "2026-12-25T00:00:00.000Z" },
    explanation_url: "https://ca.example/why",
    retry_after: "2026-11-23T15:30:00.000Z",
  } as const;
  const text = formatText({ ...passing, renewal_info: suggested }, plain);
  assert.match(
    text,
    /^Renewal\nWindow {2}2026-12-23 00:00 UTC to 2026-12-25 00:00 UTC\nReason {2}https:\/\/ca\.example\/why$/m,
  );
  const unknown = {
    ...suggested,
    detail: "It is not JSON\u001b[2J",
    suggested_window: null,
    explanation_url: null,
  };
  assert.match(
    formatText({ ...passing, renewal_info: unknown }, plain),
    /^Window {2}It is not JSON\\u\{1b\}\[2J$/m,
  );
  assert.doesNotMatch(formatText(passing, plain), /^Renewal$/m);
});
